package org.cxrwatch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cxrwatch.alert.Coverage;
import org.cxrwatch.alert.Least;
import org.cxrwatch.alert.Persistence;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.WindowKind;

/** Reads the rules of alerts that users write, and puts them over the defaults. */
final class RuleSettings {

    static final String RULES = "alert.rules";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int MOST = 100;
    private static final String SHAPE =
            " { metric = error_rate, above = 0.1, severity = warning, window = day }; conf/reference.conf says all"
                    + " keys.";

    private final SettingReader reader;
    private final RuleTerms terms;
    private final RuleKeys keys;

    RuleSettings(SettingReader reader, RuleTerms terms) {
        this.reader = reader;
        this.terms = terms;
        this.keys = new RuleKeys(reader, terms);
    }

    /** All rules, with what users made of them. */
    RuleBook rules() {
        List<RuleBook.Entry> entries = new ArrayList<>(terms.untouched(reader));
        Map<String, ConfigValue> written = reader.group(RULES);
        if (written.size() > MOST) {
            throw new ConfigurationException(
                    RULES + " names " + written.size() + " rules", "Keep the " + MOST + " that matter most.");
        }
        entries.replaceAll(entry -> written.containsKey(entry.rule().name())
                ? changed(entry, written.get(entry.rule().name()))
                : entry);
        Set<String> known = new TreeSet<>();
        entries.forEach(entry -> known.add(entry.rule().name()));
        written.forEach((name, value) -> {
            if (!known.contains(name)) {
                entries.add(yours(name, value, known));
            }
        });
        refuseTwice(entries);
        return new RuleBook(entries);
    }

    private static String path(String name) {
        return RULES + "." + ConfigUtil.joinPath(name);
    }

    private RuleBook.Entry changed(RuleBook.Entry entry, ConfigValue value) {
        String path = path(entry.rule().name());
        ConfigObject group = group(path, value, "Write " + path + " { enabled = false } to switch it off.");
        keys.refuseFixed(path, group, entry.rule(), Set.of());
        Rule rule = keys.adjusted(path, group, entry.rule(), terms.metricOf(entry.rule()));
        RuleBook.Standing standing =
                entry.standing() == RuleBook.Standing.YOURS ? entry.standing() : RuleBook.Standing.CHANGED;
        return new RuleBook.Entry(rule, keys.isOn(path, group) ? standing : RuleBook.Standing.OFF, origin(value));
    }

    private static String origin(ConfigValue value) {
        return Origins.text(value.origin());
    }

    private ConfigObject group(String path, ConfigValue value, String remedy) {
        if (!(value instanceof ConfigObject group)) {
            throw reader.refused(path, "is one value", remedy);
        }
        CustomSettings.refuseUnknown(reader, path, group, RuleKeys.ALL);
        return group;
    }

    private RuleBook.Entry yours(String name, ConfigValue value, Set<String> known) {
        String path = path(name);
        String near = NearestName.hint(name, known);
        ConfigObject group = group(path, value, near + "Write " + path + SHAPE);
        if (!group.containsKey(RuleKeys.METRIC)) {
            throw reader.refused(
                    path,
                    "names no metric, and there is no rule of that name to change",
                    near + "`cxrwatch alerts rules` lists the rules there are; a new one needs a metric: " + path
                            + SHAPE);
        }
        if (!NAME.matcher(name).matches()) {
            throw reader.refused(
                    path,
                    "has a name that cannot be told from others",
                    "Name it with small letters, digits and _, a letter first, at most 63 of them.");
        }
        RuleMetric metric = keys.metric(path);
        keys.refuseScope(path, group, metric);
        Rule rule = keys.adjusted(path, group, base(path, name, group, metric), metric);
        return new RuleBook.Entry(
                rule, keys.isOn(path, group) ? RuleBook.Standing.YOURS : RuleBook.Standing.OFF, origin(value));
    }

    /** A rule of users' own before anything but metric, side and window is said of it. */
    private Rule base(String path, String name, ConfigObject group, RuleMetric metric) {
        Side side = keys.side(path, group);
        WindowKind window = group.containsKey(RuleKeys.WINDOW)
                ? keys.window(path, metric)
                : metric.windows().contains(WindowKind.HOUR) ? WindowKind.HOUR : WindowKind.DAY;
        Reading reading = metric.family() == RuleMetric.Family.HOST
                ? Reading.HALF_OF_SAMPLES
                : metric.range() == RuleMetric.Range.UNIT && metric.interval() == RuleMetric.Interval.KNOWN
                        ? Reading.INTERVAL
                        : Reading.POINT;
        Threshold threshold = Threshold.of(
                side,
                RuleTerms.levels(keys.levels(path, group, metric, side, AlertSeverity.WARNING)),
                reading,
                Threshold.USUAL_CONFIDENCE);
        Rule rule = new Rule(
                name,
                metric.type(side),
                metric.name(),
                window,
                Coverage.allOf(metric.family().subjects()),
                threshold,
                Least.rows(usualLeast(metric)),
                Persistence.of(window),
                Rules.runbook(metric.type(side)));
        keys.refuseFixed(path, group, rule, Set.of(RuleKeys.METRIC, RuleKeys.SCOPE));
        return rule;
    }

    private static long usualLeast(RuleMetric metric) {
        return switch (metric.family()) {
            case MODEL -> 30;
            case DRIFT, SERVICE -> 10;
            case HOST -> 6;
            case SOURCE -> 0;
        };
    }

    private record Identity(Object type, String metric, WindowKind window) {}

    /** Two rules that would open the same alert. */
    private void refuseTwice(List<RuleBook.Entry> entries) {
        Map<Identity, String> seen = new HashMap<>();
        for (RuleBook.Entry entry : entries) {
            if (entry.standing() == RuleBook.Standing.OFF) {
                continue;
            }
            Rule rule = entry.rule();
            String first = seen.putIfAbsent(new Identity(rule.type(), rule.metric(), rule.window()), rule.name());
            if (first != null) {
                String name = reader.group(RULES).containsKey(rule.name()) ? rule.name() : first;
                String other = name.equals(first) ? rule.name() : first;
                throw reader.refused(
                        path(name),
                        "opens the alerts that the rule " + other + " opens: "
                                + rule.type().text() + " of " + rule.metric() + ", window "
                                + SettingReader.written(rule.window()),
                        "Change that one: " + path(other) + " { … }; or switch it off: " + path(other)
                                + " { enabled = false }.");
            }
        }
    }
}
