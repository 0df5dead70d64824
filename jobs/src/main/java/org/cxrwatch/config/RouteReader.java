package org.cxrwatch.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.window.WindowKind;

/**
 * Reads who is told of what.
 *
 * @param reader of settings
 * @param receivers who can be told, by name
 */
record RouteReader(SettingReader reader, Map<String, Receiver> receivers) {

    private static final String ROUTES = "notify.routes";
    private static final String DEFAULT = "notify.default";
    private static final String ESCALATION = "notify.escalation";
    private static final Set<String> KEYS = Set.of("match", "to", "continue");
    private static final String FORM = "Write { match { severity = critical }, to = [NAME] }.";

    /** The routing; where no default is named, it is the log and these receivers. */
    Routing routing(List<String> defined) {
        List<Routing.Route> routes = new ArrayList<>();
        ConfigList list = reader.list(ROUTES);
        for (int i = 0; i < list.size(); i++) {
            routes.add(route(ROUTES + "[" + i + "]", list.get(i)));
        }
        List<String> named = reader.names(DEFAULT);
        Set<String> usual = new LinkedHashSet<>(List.of(Receiver.LOG.name()));
        usual.addAll(defined);
        return new Routing(
                routes,
                named.isEmpty() ? known(usual) : named(DEFAULT, named),
                named(ESCALATION, reader.names(ESCALATION)));
    }

    private List<Receiver> known(Collection<String> names) {
        return names.stream().map(receivers::get).toList();
    }

    private List<Receiver> named(String path, List<String> names) {
        names.stream().filter(name -> !receivers.containsKey(name)).findFirst().ifPresent(name -> {
            throw reader.refused(path, "names " + name + ", which is no receiver", remedy(name, receivers.keySet()));
        });
        return known(names);
    }

    private Routing.Route route(String path, ConfigValue value) {
        if (!(value instanceof ConfigObject keys)) {
            throw refused(path, value, "is one value", FORM);
        }
        unknown(path, keys, KEYS);
        return new Routing.Route(matcher(path + ".match", keys.get("match")), to(path, keys), after(path, keys));
    }

    private List<Receiver> to(String path, ConfigObject keys) {
        ConfigValue value = keys.get("to");
        if (value == null) {
            throw refused(path, keys, "names nobody to tell", FORM);
        }
        List<String> names = value instanceof ConfigList list
                ? list.stream().map(each -> String.valueOf(each.unwrapped())).toList()
                : Arrays.stream(String.valueOf(value.unwrapped()).split(","))
                        .map(String::strip)
                        .toList();
        if (names.isEmpty()) {
            throw refused(path + ".to", value, "names nobody to tell, and would keep the alert from the others", FORM);
        }
        names.stream().filter(name -> !receivers.containsKey(name)).findFirst().ifPresent(name -> {
            throw refused(
                    path + ".to", value, "names " + name + ", which is no receiver", remedy(name, receivers.keySet()));
        });
        return known(names);
    }

    private static Routing.After after(String path, ConfigObject keys) {
        ConfigValue value = keys.get("continue");
        String text = value == null ? "false" : String.valueOf(value.unwrapped());
        return switch (text) {
            case "true" -> Routing.After.CONTINUE;
            case "false" -> Routing.After.STOP;
            default ->
                throw refused(
                        path + ".continue",
                        value,
                        "is neither true nor false",
                        "Write continue = true where the routes after it are to see the alert too.");
        };
    }

    private static AlertMatcher matcher(String path, ConfigValue value) {
        if (value == null) {
            return AlertMatcher.ALL;
        }
        if (!(value instanceof ConfigObject keys)) {
            throw refused(path, value, "is one value", "Write match { severity = critical, slice = \"site=valley\" }.");
        }
        Set<String> names = new TreeSet<>();
        Stream.of(AlertMatcher.Field.values()).map(AlertMatcher.Field::text).forEach(names::add);
        unknown(path, keys, names);
        Map<AlertMatcher.Field, String> patterns = new EnumMap<>(AlertMatcher.Field.class);
        keys.forEach((name, pattern) -> {
            AlertMatcher.Field field = AlertMatcher.Field.valueOf(name.toUpperCase(Locale.ROOT));
            patterns.put(field, pattern(path + "." + name, field, pattern));
        });
        return new AlertMatcher(patterns);
    }

    /** A name that no alert can have must not pass for one that some have. */
    private static String pattern(String path, AlertMatcher.Field field, ConfigValue value) {
        String text = String.valueOf(value.unwrapped());
        List<String> names = switch (field) {
            case SEVERITY -> lower(AlertSeverity.values());
            case ALERT_TYPE -> lower(AlertType.values());
            case WINDOW_KIND ->
                Stream.of(WindowKind.values()).map(WindowKind::name).toList();
            default -> List.of();
        };
        boolean isPattern = text.contains("*") && field != AlertMatcher.Field.SEVERITY;
        if (!isPattern && !names.isEmpty() && !names.contains(text)) {
            throw refused(path, value, "is no " + field.text().replace('_', ' '), remedy(text, names));
        }
        return text;
    }

    private static List<String> lower(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void unknown(String path, ConfigObject keys, Set<String> known) {
        keys.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw refused(path + "." + key, keys.get(key), "is no part of it", remedy(key, known));
                });
    }

    private static String remedy(String name, Collection<String> names) {
        return NearestName.hint(name, names) + "There are: "
                + String.join(", ", names.stream().sorted().toList()) + ".";
    }

    private static ConfigurationException refused(String path, ConfigValue value, String why, String remedy) {
        return new ConfigurationException(
                path + " = " + SettingReader.shown(value) + " (" + Origins.text(value.origin()) + ") " + why, remedy);
    }
}
