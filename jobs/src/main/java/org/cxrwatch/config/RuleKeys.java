package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Coverage;
import org.cxrwatch.alert.Least;
import org.cxrwatch.alert.Level;
import org.cxrwatch.alert.Persistence;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowKind;

/**
 * Reads the keys of one rule.
 *
 * @param reader reads keys
 * @param terms what they rest on
 */
record RuleKeys(SettingReader reader, RuleTerms terms) {

    static final String METRIC = "metric";
    static final String WINDOW = "window";

    static final String SCOPE = "scope";

    private static final String SLICES = "slices";
    private static final String WINDOWS = "windows";
    private static final String CLEAR = "clear";
    private static final String CLEAR_WINDOWS = "clear-windows";
    private static final String LEAST = "least";
    private static final String READING = "reading";
    private static final String RUNBOOK = "runbook";
    private static final String ENABLED = "enabled";
    private static final String EVERY = "every";

    static final Set<String> ALL = Set.of(
            METRIC,
            LevelSettings.ABOVE,
            LevelSettings.BELOW,
            LevelSettings.SEVERITY,
            WINDOW,
            SCOPE,
            SLICES,
            WINDOWS,
            CLEAR,
            CLEAR_WINDOWS,
            LEAST,
            READING,
            RUNBOOK,
            ENABLED);

    private static final Set<String> ALWAYS = Set.of(LevelSettings.SEVERITY, WINDOWS, CLEAR_WINDOWS, RUNBOOK, ENABLED);
    private static final int MOST_NEAR = 6;
    private static final String LIST =
            "docs/data-scientists.md lists all of them under window_metric; drift:data:FEATURE"
                    + " is one feature, host:NAME any number that hosts log.";
    private static final int MANY = 1_000_000;
    private static final int MOST_WINDOWS = 14;

    /** How a number must lie for a rule to fire or be over; other readings are those of a metric's own. */
    private enum ReadingKind {
        POINT,
        INTERVAL
    }

    /** What of a rule can be said otherwise: the rest is decided by something else than its level. */
    private static Set<String> adjustable(Rule rule) {
        Set<String> keys = new TreeSet<>(ALWAYS);
        keys.addAll(
                switch (rule.type()) {
                    case ACCURACY_DROP, HIGH_LATENCY, HIGH_ERROR_RATE, MODEL_FAILURE, DATA_QUALITY, CUSTOM_METRIC ->
                        List.of(LevelSettings.ABOVE, LevelSettings.BELOW, CLEAR, LEAST, READING, SLICES, WINDOW);
                    case DRIFT_DETECTED -> List.of(LevelSettings.ABOVE, LEAST, SLICES, WINDOW);
                    case SYSTEM_RESOURCE -> List.of(LevelSettings.ABOVE, LevelSettings.BELOW, CLEAR, LEAST, WINDOW);
                    case SYSTEM_TREND -> List.of(LevelSettings.ABOVE, CLEAR, LEAST);
                    case LOW_THROUGHPUT ->
                        rule.window() == WindowKind.HOUR ? List.of(LevelSettings.BELOW, CLEAR) : List.of(SLICES);
                    case NO_BASELINE -> List.of(LevelSettings.ABOVE, LEAST);
                    case LABEL_COVERAGE -> List.of(SLICES);
                    case NOT_MEASURED -> List.of(LEAST);
                    default -> List.of();
                });
        return keys;
    }

    /** Refuses what this rule has no use for; {@code beside} are keys that were looked at elsewhere. */
    void refuseFixed(String path, ConfigObject group, Rule rule, Set<String> beside) {
        Set<String> allowed = adjustable(rule);
        group.keySet().stream()
                .filter(key -> !allowed.contains(key) && !beside.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw reader.refused(
                            path + "." + key,
                            "cannot be said of this rule (" + rule.type().text() + " of " + rule.metric() + ")",
                            (key.equals(METRIC) ? "Give a rule of another metric another name. " : "")
                                    + "Of this one can be said: " + String.join(", ", allowed) + ".");
                });
    }

    boolean isOn(String path, ConfigObject group) {
        return !group.containsKey(ENABLED) || reader.flag(path + "." + ENABLED);
    }

    /** The metric that is named. */
    RuleMetric metric(String path) {
        Map<String, RuleMetric> known = terms.metrics();
        String written = reader.name(path + "." + METRIC);
        return RuleMetric.find(written, known).orElseThrow(() -> {
            Collection<String> names = new TreeSet<>(RuleMetric.names(known));
            return reader.refused(path + "." + METRIC, "is no metric that rules can read", near(written, names) + LIST);
        });
    }

    private static String near(String written, Collection<String> names) {
        Optional<String> meant = NearestName.find(written, names);
        String hint = NearestName.hint(meant);
        String others = NearestName.several(written, names, MOST_NEAR).stream()
                .filter(name -> !meant.equals(Optional.of(name)))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? hint : hint + "Near it are also " + others + ". ";
    }

    void refuseScope(String path, ConfigObject group, RuleMetric metric) {
        if (group.containsKey(SCOPE)
                && reader.choice(path + "." + SCOPE, Coverage.Subjects.class)
                        != metric.family().subjects()) {
            String right = SettingReader.written(metric.family().subjects());
            throw reader.refused(
                    path + "." + SCOPE,
                    "is not whose metric " + metric.name() + " is",
                    "Write scope = " + right + ", or leave it out.");
        }
    }

    Side side(String path, ConfigObject group) {
        boolean above = group.containsKey(LevelSettings.ABOVE);
        if (above == group.containsKey(LevelSettings.BELOW)) {
            throw reader.refused(
                    path,
                    above ? "has levels on both sides" : "has no level",
                    "Write " + path + " { above = 0.1 } or { below { warning = 0.9, critical = 0.8 } }.");
        }
        return above ? Side.ABOVE : Side.BELOW;
    }

    Map<AlertSeverity, Double> levels(
            String path, ConfigObject group, RuleMetric metric, Side side, AlertSeverity usual) {
        return new LevelSettings(reader, each -> number(each, metric)).levels(path, group, side, usual);
    }

    private double number(String path, RuleMetric metric) {
        return metric.range() == RuleMetric.Range.UNIT ? reader.number(path, 0, 1) : reader.finite(path);
    }

    WindowKind window(String path, RuleMetric metric) {
        String key = path + "." + WINDOW;
        WindowKind window = reader.choice(key, WindowKind.class);
        if (!metric.windows().contains(window)) {
            throw reader.refused(
                    key,
                    "is no window that " + metric.name() + " is known of",
                    "There are: "
                            + String.join(
                                    ", ",
                                    metric.windows().stream()
                                            .sorted()
                                            .map(SettingReader::written)
                                            .toList()) + ".");
        }
        boolean rolling = window == WindowKind.DAYS_7 || window == WindowKind.DAYS_28;
        if (rolling && !terms.windows().rolling().contains(window)) {
            throw reader.refused(
                    key,
                    "is not scored: windows.rolling does not name it",
                    "Add " + SettingReader.written(window) + " to windows.rolling, or write window = day.");
        }
        return window;
    }

    /** A rule as its keys change it. */
    Rule adjusted(String path, ConfigObject group, Rule base, RuleMetric metric) {
        Rule rule = base.at(threshold(path, group, base, metric));
        if (group.containsKey(WINDOW)) {
            rule = rule.over(window(path, metric));
        }
        if (group.containsKey(SLICES)) {
            rule = rule.covering(coverage(path, rule, metric));
        }
        if (group.containsKey(LEAST)) {
            rule = rule.restingOn(new Least(
                    reader.count(path + "." + LEAST, 0, MANY), base.least().failures()));
        }
        if (group.containsKey(RUNBOOK)) {
            rule = rule.withRunbook(reader.name(path + "." + RUNBOOK));
        }
        return rule.lasting(new Persistence(
                count(path, group, WINDOWS, base.persistence().windows()),
                count(path, group, CLEAR_WINDOWS, base.persistence().clearWindows())));
    }

    private int count(String path, ConfigObject group, String key, int usual) {
        return group.containsKey(key) ? reader.count(path + "." + key, 1, MOST_WINDOWS) : usual;
    }

    private Threshold threshold(String path, ConfigObject group, Rule base, RuleMetric metric) {
        Threshold was = base.threshold();
        Threshold threshold = was;
        if (group.containsKey(LevelSettings.ABOVE) || group.containsKey(LevelSettings.BELOW)) {
            Side side = sameSide(path, group, base);
            AlertSeverity usual = was.levels().get(was.levels().size() - 1).severity();
            threshold = Threshold.of(
                    side, RuleTerms.levels(levels(path, group, metric, side, usual)), was.reading(), was.confidence());
            threshold = threshold.clearing(
                    threshold.clearing().bound(), was.clearing().reading());
        } else if (group.containsKey(LevelSettings.SEVERITY)) {
            threshold = withSeverity(path, was);
        }
        if (group.containsKey(READING)) {
            threshold = read(path, threshold, metric);
        }
        return group.containsKey(CLEAR) ? clearing(path, threshold, metric) : threshold;
    }

    /** A rule that looks for too much cannot be made one that looks for too little. */
    private Side sameSide(String path, ConfigObject group, Rule base) {
        Side side = side(path, group);
        Side usual = base.threshold().side();
        boolean lessIsWorse = usual == Side.BELOW || usual == Side.TO;
        if (lessIsWorse != (side == Side.BELOW)) {
            String key = side == Side.BELOW ? LevelSettings.BELOW : LevelSettings.ABOVE;
            throw reader.refused(
                    path + "." + key,
                    "is the other side of what " + base.name() + " looks for",
                    "Write " + path + "." + (lessIsWorse ? LevelSettings.BELOW : LevelSettings.ABOVE)
                            + ", or a rule of your own under another name.");
        }
        return side;
    }

    private Threshold withSeverity(String path, Threshold was) {
        String key = path + "." + LevelSettings.SEVERITY;
        AlertSeverity severity = reader.choice(key, AlertSeverity.class);
        if (was.levels().size() > 1) {
            throw reader.refused(
                    key,
                    "does not say which of the rule's " + was.levels().size() + " levels it is meant for",
                    "Write the levels beside it: above { warning = …, critical = … }, or one level and a severity.");
        }
        return new Threshold(
                was.side(),
                List.of(new Level(severity, was.levels().get(0).bound())),
                was.reading(),
                was.confidence(),
                was.clearing());
    }

    private Threshold read(String path, Threshold was, RuleMetric metric) {
        String key = path + "." + READING;
        ReadingKind kind = reader.choice(key, ReadingKind.class);
        if (kind == ReadingKind.INTERVAL && metric.interval() == RuleMetric.Interval.NONE) {
            throw reader.refused(key, "asks for an interval, which " + metric.name() + " has none of", "Write point.");
        }
        Reading reading = Reading.valueOf(kind.name());
        Reading clearing =
                reading == Reading.POINT ? Reading.POINT : was.clearing().reading();
        return new Threshold(
                was.side(),
                was.levels(),
                reading,
                was.confidence(),
                new Threshold.Clearing(was.clearing().bound(), clearing));
    }

    private Threshold clearing(String path, Threshold threshold, RuleMetric metric) {
        String key = path + "." + CLEAR;
        double clear = number(key, metric);
        double level = threshold.levels().get(threshold.levels().size() - 1).bound();
        boolean above = threshold.side() == Side.ABOVE || threshold.side() == Side.FROM;
        if (above ? clear > level : clear < level) {
            throw reader.refused(
                    key,
                    "lies beyond the level that fires, " + level + ": the alert would be over while it is raised",
                    "Write at " + (above ? "most " : "least ") + level + ", or leave it out.");
        }
        return threshold.clearing(clear, threshold.clearing().reading());
    }

    private Coverage coverage(String path, Rule rule, RuleMetric metric) {
        String key = path + "." + SLICES;
        List<String> written = reader.names(key);
        Coverage.Subjects subjects = rule.coverage().subjects();
        if (written.isEmpty() || (written.contains(EVERY) && written.size() > 1)) {
            throw reader.refused(
                    key,
                    written.isEmpty() ? "names nothing" : "names every slice and others beside",
                    "Write all, every, or a list such as [all, site, \"scanner=valley-2\"].");
        }
        if (written.equals(List.of(EVERY))) {
            return Coverage.everySliceOf(subjects);
        }
        if (written.equals(List.of(Slice.ALL.toString()))) {
            return Coverage.allOf(subjects);
        }
        Set<String> attributes = new HashSet<>();
        Set<Slice> values = new HashSet<>();
        for (String each : written) {
            if (each.contains("=") || each.equals(Slice.ALL.toString())) {
                values.add(slice(key, each));
            } else {
                attributes.add(each);
            }
        }
        Set<String> named = new TreeSet<>(attributes);
        values.stream().filter(slice -> !slice.isAll()).map(Slice::key).forEach(named::add);
        refuseUnknown(key, named, terms.attributes(rule, metric), metric);
        return Coverage.namedOf(subjects, attributes, values);
    }

    private Slice slice(String key, String written) {
        try {
            return Slice.parse(written);
        } catch (IllegalArgumentException e) {
            throw reader.refused(key, "names " + written + ", which is no slice", "Write \"site=valley\".");
        }
    }

    private void refuseUnknown(String key, Set<String> named, Set<String> attributes, RuleMetric metric) {
        named.stream().filter(name -> !attributes.contains(name)).findFirst().ifPresent(name -> {
            throw reader.refused(
                    key,
                    "names the attribute " + name + ", by which " + metric.name() + " is not known",
                    attributes.isEmpty()
                            ? "It is known of all together: write slices = all, or leave it out."
                            : NearestName.hint(name, attributes) + "There are: " + String.join(", ", attributes)
                                    + "; slices.* and traffic.slices say so.");
        });
    }
}
