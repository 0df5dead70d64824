package org.cxrwatch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.config.DatabaseEnvironment.Named;
import org.cxrwatch.config.DatabaseEnvironment.Use;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.UsageException;

/** The settings in force, and where each of them comes from. */
public final class Configuration {

    private static final String REFERENCE = "reference.conf";
    private static final String RESULTS = "results.postgres";
    private static final String SOURCE = "sources.postgres.url";

    private final Config config;
    private final Settings settings;

    private Configuration(Config config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    /**
     * Reads and checks all layers.
     *
     * @throws ConfigurationException at the first thing that is wrong: key, value, place, remedy
     */
    public static Configuration load(ConfigurationLayers layers) {
        Config reference = ConfigFactory.parseResources(Configuration.class, REFERENCE);
        KnownKeys known = new KnownKeys(reference);
        Config file = file(layers, reference);
        known.check(file);
        DatabaseEnvironment results = new DatabaseEnvironment(layers.environment(), Use.RESULTS);
        DatabaseEnvironment source = new DatabaseEnvironment(layers.environment(), Use.SOURCE);
        Optional<Named> resultsNamed = results.own().or(results::common);
        S3Environment s3 = new S3Environment(layers.environment());
        EnvironmentVariables variables = new EnvironmentVariables(layers.environment());
        GatewayEnvironment gateway = new GatewayEnvironment(variables);
        Optional<GatewayUrl> gatewayNamed = gateway.named();
        ReceiverEnvironment receivers = new ReceiverEnvironment(variables);
        Config environment = origin(RESULTS, resultsNamed)
                .withFallback(origin(SOURCE, source.own()))
                .withFallback(origin(s3))
                .withFallback(origin(gatewayNamed))
                .withFallback(receivers.layer());
        Config overrides = overrides(layers.overrides());
        known.check(overrides);
        Config all = layered(overrides, environment, file, reference);
        SettingReader reader = new SettingReader(all, reference);
        Optional<DatabaseUrl> stores = overrides.hasPath(RESULTS) || resultsNamed.isEmpty()
                ? results.complete(reader, RESULTS)
                : resultsNamed.map(Named::url);
        Optional<DatabaseUrl> logs = overrides.hasPath(SOURCE) || source.own().isEmpty()
                ? source.complete(reader, SOURCE)
                : source.own().map(Named::url);
        SettingsOf settings = new SettingsOf(reader, layers.home());
        PushSettings push =
                gateway.settings(reader, overrides.hasPath(GatewayEnvironment.KEY) ? Optional.empty() : gatewayNamed);
        return new Configuration(
                all,
                settings.settings(
                        stores,
                        settings.source(logs, source.common().map(Named::url)),
                        push,
                        new SendingReader(reader, receivers).sending()));
    }

    private static Config origin(String path, Optional<Named> named) {
        return named.map(database -> single(path, database.url().shown(), database.origin()))
                .orElseGet(ConfigFactory::empty);
    }

    /** All of them, the strongest first. */
    private static Config layered(Config... layers) {
        return Arrays.stream(layers).reduce(Config::withFallback).orElseThrow().resolve();
    }

    private static Config origin(S3Environment environment) {
        return origin(S3Environment.ENDPOINT, environment).withFallback(origin(S3Environment.REGION, environment));
    }

    private static Config origin(String path, S3Environment environment) {
        return environment
                .named(path)
                .map(named -> single(path, named.value(), "environment variable " + named.variable()))
                .orElseGet(ConfigFactory::empty);
    }

    private static Config origin(Optional<GatewayUrl> gateway) {
        return gateway.map(url ->
                        single(GatewayEnvironment.KEY, url.shown(), "environment variable " + GatewayEnvironment.URL))
                .orElseGet(ConfigFactory::empty);
    }

    /** The values, checked. */
    public Settings settings() {
        return settings;
    }

    /** Every setting as it holds, by key; none of them is secret. */
    public List<Setting> list() {
        Map<String, ConfigValue> sorted = new TreeMap<>();
        config.entrySet().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted.entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        SettingReader.shown(entry.getValue()),
                        Origins.text(entry.getValue().origin())))
                .toList();
    }

    /**
     * One setting as it holds.
     *
     * @param key its name
     * @param value as it would be written
     * @param origin where it was written
     */
    public record Setting(String key, String value, String origin) {}

    private static Config file(ConfigurationLayers layers, Config reference) {
        Path path = layers.file().orElseGet(() -> layers.installation().resolve("conf/application.conf"));
        if (!Files.isRegularFile(path)) {
            if (layers.file().isEmpty()) {
                return ConfigFactory.empty();
            }
            throw new ConfigurationException(
                    "The configuration file " + path + " does not exist",
                    "Give --config the path of a file, or leave it out to use conf/application.conf.");
        }
        try {
            Config parsed = ConfigFactory.parseFile(
                    path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            Config environment = ConfigValueFactory.fromMap(layers.environment(), "the environment")
                    .toConfig();
            return parsed.resolveWith(
                    parsed.withFallback(reference).withFallback(environment),
                    ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw new ConfigurationException(
                    path + " refers to something that has no value: " + e.getMessage(),
                    "Set the environment variable or key it names, or write ${?NAME} if it may be absent.",
                    e);
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    "The configuration cannot be read: " + e.getMessage(),
                    "Mend the line it names; conf/reference.conf shows the form.",
                    e);
        }
    }

    private static Config overrides(List<String> overrides) {
        Config all = ConfigFactory.empty();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "--set " + override + " is not of the form key=value",
                        "Write, for example, --set drift.least-excess=0.2.");
            }
            all = override(
                            override.substring(0, equals).strip(),
                            override.substring(equals + 1).strip())
                    .withFallback(all);
        }
        return all;
    }

    private static Config override(String key, String value) {
        try {
            if (value.startsWith("[") || value.startsWith("{")) {
                Config parsed = ConfigFactory.parseString(
                        key + " = " + value, ConfigParseOptions.defaults().setOriginDescription("--set"));
                return parsed.resolve();
            }
            return single(key, value, "--set");
        } catch (ConfigException e) {
            throw new UsageException(
                    "--set " + key + "=" + value + " cannot be read: " + e.getMessage(),
                    "Write, for example, --set drift.least-excess=0.2 or --set slices.daily=site,scanner.",
                    e);
        }
    }

    private static Config single(String key, String value, String origin) {
        ConfigOrigin where = ConfigOriginFactory.newSimple(origin);
        List<String> path = ConfigUtil.splitPath(key);
        ConfigValue below = ConfigValueFactory.fromAnyRef(value).withOrigin(where);
        for (int i = path.size() - 1; i > 0; i--) {
            below = ConfigValueFactory.fromMap(Map.of(path.get(i), below)).withOrigin(where);
        }
        return ConfigFactory.empty().withValue(ConfigUtil.joinPath(path.get(0)), below);
    }
}
