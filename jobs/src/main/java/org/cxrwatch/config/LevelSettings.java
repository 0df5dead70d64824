package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.model.AlertSeverity;

/**
 * Reads levels: one number, with a severity beside it, or one a severity.
 *
 * @param reader reads keys
 * @param number reads the number at a path
 */
record LevelSettings(SettingReader reader, ToDoubleFunction<String> number) {

    static final String ABOVE = "above";
    static final String BELOW = "below";
    static final String SEVERITY = "severity";

    /** Reads numbers in a range. */
    static LevelSettings within(SettingReader reader, double least, double most) {
        return new LevelSettings(reader, path -> reader.number(path, least, most));
    }

    /**
     * The levels of a group.
     *
     * @param group its path
     * @param keys what stands there
     * @param side which of its keys holds them
     * @param usual the severity of a number beside which there is none
     */
    Map<AlertSeverity, Double> levels(String group, ConfigObject keys, Threshold.Side side, AlertSeverity usual) {
        String name = side == Threshold.Side.ABOVE ? ABOVE : BELOW;
        String path = group + "." + name;
        if (!(keys.get(name) instanceof ConfigObject bySeverity)) {
            AlertSeverity severity =
                    keys.containsKey(SEVERITY) ? reader.choice(group + "." + SEVERITY, AlertSeverity.class) : usual;
            return Map.of(severity, number.applyAsDouble(path));
        }
        CustomSettings.refuseUnknown(reader, path, bySeverity, names());
        if (bySeverity.isEmpty() || keys.containsKey(SEVERITY)) {
            throw reader.refused(
                    path,
                    bySeverity.isEmpty() ? "has no level" : "names severities, and " + SEVERITY + " stands beside it",
                    "Write " + path + " { warning = 0.1, critical = 0.2 }, or one level and a severity.");
        }
        Map<AlertSeverity, Double> levels = new TreeMap<>();
        bySeverity
                .keySet()
                .forEach(severity -> levels.put(
                        AlertSeverity.valueOf(severity.toUpperCase(Locale.ROOT)),
                        number.applyAsDouble(path + "." + severity)));
        refuseUnordered(path, side, levels);
        return levels;
    }

    private void refuseUnordered(String path, Threshold.Side side, Map<AlertSeverity, Double> levels) {
        boolean above = side == Threshold.Side.ABOVE;
        double previous = above ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (double level : levels.values()) {
            if (above ? level <= previous : level >= previous) {
                throw reader.refused(
                        path,
                        "is not in order",
                        "The more urgent a level, the farther " + (above ? ABOVE : BELOW) + " it must lie.");
            }
            previous = level;
        }
    }

    static Set<String> names() {
        return Arrays.stream(AlertSeverity.values()).map(AlertSeverity::text).collect(Collectors.toSet());
    }
}
