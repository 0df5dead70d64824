package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.estimate.EstimatedMetric;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.ServiceMetric;
import org.cxrwatch.performance.ServiceMetrics;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.summary.DerivedFeature;

/** Reads the features and metrics that users define; whether their SQL will do, Spark says. */
record CustomSettings(SettingReader reader) {

    private static final String DERIVED = "features.derived";
    static final String METRICS = "metrics.custom";
    private static final String OF = "of";
    private static final String WHEN = "when";
    private static final String ALERT = "alert";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** One text and nothing else: somebody quoted an expression twice. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"|'[^']+'");

    /** A cell keeps as many again, for days on which definitions change. */
    private static final int MOST = 32;

    private static final Set<String> METRIC_KEYS = Set.of(OF, WHEN, ALERT);

    /** What drift is looked for in beside features. */
    private static final Set<String> SUBJECTS = Set.of("confidence", "positive_score", "class_share", "accuracy");

    Definitions custom() {
        Map<String, String> origins = new TreeMap<>();
        List<DerivedFeature> derived = new ArrayList<>();
        group(DERIVED, SUBJECTS).forEach((name, value) -> {
            derived.add(new DerivedFeature(name, sql(DERIVED, name, value)));
            origins.put(DERIVED + "." + name, Origins.text(value.origin()));
        });
        List<CustomMetric> metrics = new ArrayList<>();
        List<Definitions.Alert> alerts = new ArrayList<>();
        group(METRICS, metricNames()).forEach((name, value) -> {
            ConfigObject keys = keys(METRICS, name, value, METRIC_KEYS);
            String path = METRICS + "." + name;
            if (!keys.containsKey(OF)) {
                throw refused(
                        METRICS, name, value, "has no condition", "Write " + path + " { of = \"confidence < 0.6\" }.");
            }
            String when = keys.containsKey(WHEN) ? sql(path, WHEN, keys.get(WHEN)) : CustomMetric.ALWAYS;
            metrics.add(new CustomMetric(name, sql(path, OF, keys.get(OF)), when));
            Stream.of(OF, WHEN)
                    .filter(keys::containsKey)
                    .forEach(key -> origins.put(
                            path + "." + key, Origins.text(keys.get(key).origin())));
            Optional.ofNullable(keys.get(ALERT))
                    .map(alert -> new CustomAlertSettings(reader, name).alert(alert))
                    .ifPresent(alerts::add);
        });
        return new Definitions(derived, metrics, alerts, origins);
    }

    private static Set<String> metricNames() {
        return Stream.of(
                        MetricNames.ofModels().stream(),
                        Stream.of(EstimatedMetric.values()).map(EstimatedMetric::text),
                        ServiceMetrics.all().stream().map(ServiceMetric::name),
                        DefaultRules.rules().rules().stream().map(Rule::metric),
                        Stream.of(MetricNames.REQUESTS_USUAL, MetricNames.REQUESTS_P))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, ConfigValue> group(String path, Set<String> taken) {
        Map<String, ConfigValue> group = reader.group(path);
        if (group.size() > MOST) {
            throw new ConfigurationException(
                    path + " names " + group.size() + " things; every one is counted in every slice of every day",
                    "Keep the " + MOST + " that matter most.");
        }
        group.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw refused(
                        path,
                        name,
                        value,
                        "has a name that tables and metrics cannot carry",
                        "Name it with small letters, digits and _, a letter first, at most 63 of them, such as "
                                + "contrast_ratio.");
            }
            if (taken.contains(name)) {
                throw refused(
                        path, name, value, "has the name of something that is there already", "Name it otherwise.");
            }
        });
        return group;
    }

    private String sql(String path, String name, ConfigValue value) {
        boolean isText = value.valueType() != ConfigValueType.OBJECT && value.valueType() != ConfigValueType.LIST;
        String text = isText ? String.valueOf(value.unwrapped()).strip() : "";
        if (text.isEmpty()) {
            throw refused(
                    path,
                    name,
                    value,
                    isText ? "is empty" : "is no expression",
                    "Write SQL in quotes, such as \"features.max_intensity / features.mean_intensity\".");
        }
        if (QUOTED.matcher(text).matches()) {
            String bare = text.substring(1, text.length() - 1);
            throw refused(
                    path,
                    name,
                    value,
                    "has quotes of its own around it, which make a text of it and not a column",
                    "Leave these quotes out: " + bare + ".");
        }
        return text;
    }

    private ConfigObject keys(String path, String name, ConfigValue value, Set<String> known) {
        if (!(value instanceof ConfigObject keys)) {
            throw refused(
                    path,
                    name,
                    value,
                    "is one value",
                    "Write " + path + "." + name
                            + " { of = \"a condition\", when = \"a condition\", alert { above = 0.1"
                            + " } }; when and alert may be left out.");
        }
        refuseUnknown(reader, path + "." + name, keys, known);
        return keys;
    }

    /** A key that nobody reads must not pass for one that holds. */
    static void refuseUnknown(SettingReader reader, String path, ConfigObject keys, Set<String> known) {
        keys.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    String near = NearestName.find(key, known)
                            .map(name -> "Did you mean " + name + "? ")
                            .orElse("");
                    throw reader.refused(
                            path,
                            key,
                            keys.get(key),
                            "is no part of it",
                            near + "There are: " + String.join(", ", new TreeSet<>(known)) + ".");
                });
    }

    private ConfigurationException refused(String path, String name, ConfigValue value, String why, String remedy) {
        return reader.refused(path, name, value, why, remedy);
    }

    /** Reads when people are told of a metric. */
    private record CustomAlertSettings(SettingReader reader, String metric) {

        private static final String ABOVE = LevelSettings.ABOVE;
        private static final String BELOW = LevelSettings.BELOW;
        private static final String SEVERITY = LevelSettings.SEVERITY;
        private static final String LEAST = "least";
        private static final String WINDOWS = "windows";
        private static final Set<String> KEYS = Set.of(ABOVE, BELOW, SEVERITY, LEAST, WINDOWS);
        private static final int USUAL_LEAST = 30;
        private static final int MANY = 1_000_000;
        private static final int MOST_WINDOWS = 14;

        private String path() {
            return METRICS + "." + metric + "." + ALERT;
        }

        Definitions.Alert alert(ConfigValue value) {
            String remedy = "Write " + path() + " { above = 0.1 } or { below = 0.9 }, a share from 0 to 1.";
            if (!(value instanceof ConfigObject keys)) {
                throw reader.refused(METRICS + "." + metric, ALERT, value, "names no level", remedy);
            }
            refuseUnknown(reader, path(), keys, KEYS);
            if (keys.containsKey(ABOVE) == keys.containsKey(BELOW)) {
                String why = keys.containsKey(ABOVE) ? "has a level on both sides" : "has no level";
                throw reader.refused(METRICS + "." + metric, ALERT, value, why, remedy);
            }
            Threshold.Side side = keys.containsKey(ABOVE) ? Threshold.Side.ABOVE : Threshold.Side.BELOW;
            return new Definitions.Alert(
                    metric,
                    Definitions.Alert.Side.valueOf(side.name()),
                    LevelSettings.within(reader, 0, 1).levels(path(), keys, side, AlertSeverity.WARNING),
                    keys.containsKey(LEAST) ? reader.count(path() + "." + LEAST, 1, MANY) : USUAL_LEAST,
                    keys.containsKey(WINDOWS) ? reader.count(path() + "." + WINDOWS, 1, MOST_WINDOWS) : 1);
        }
    }
}
