package org.cxrwatch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.CustomRule;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Least;
import org.cxrwatch.alert.Level;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.summary.CustomMetric;

/**
 * What the rules of alerts rest on among the other settings.
 *
 * @param slices attributes
 * @param windows which windows of several days there are
 * @param traffic what is watched for falling silent
 * @param severity of drift
 * @param heldFor how long a transaction of a source may stay open
 * @param rising numbers of hosts that are watched for rising
 * @param custom what users define
 */
record RuleTerms(
        Settings.Slices slices,
        Settings.Windows windows,
        TrafficSettings traffic,
        Settings.SeverityLevels severity,
        Duration heldFor,
        List<String> rising,
        Definitions custom) {

    /** Those that are always there. */
    List<Rule> defaults() {
        return DefaultRules.rules(
                        Set.copyOf(slices.hourly()),
                        traffic.policy(slices.nested()),
                        List.of(
                                new Level(AlertSeverity.INFO, severity.low()),
                                new Level(AlertSeverity.WARNING, severity.medium()),
                                new Level(AlertSeverity.CRITICAL, severity.high()),
                                new Level(AlertSeverity.EMERGENCY, severity.critical())),
                        heldFor,
                        rising)
                .rules();
    }

    /** The rule of a metric that users define, as it stands beside the metric. */
    static Rule rule(Definitions.Alert alert) {
        Threshold.Side side = Threshold.Side.valueOf(alert.side().name());
        return CustomRule.of(alert.metric(), side, levels(alert.levels()), Least.rows(alert.least()), alert.windows());
    }

    static List<Level> levels(Map<AlertSeverity, Double> bySeverity) {
        return bySeverity.entrySet().stream()
                .map(level -> new Level(level.getKey(), level.getValue()))
                .toList();
    }

    /** What can be read. */
    Map<String, RuleMetric> metrics() {
        return RuleMetric.known(
                custom.metrics().stream().map(CustomMetric::name).collect(Collectors.toSet()));
    }

    /** The attributes by whose values a metric is known. */
    Set<String> attributes(Rule rule, RuleMetric metric) {
        Set<String> attributes = new TreeSet<>();
        switch (metric.family()) {
            case MODEL, DRIFT -> attributes.addAll(slices.daily());
            case SERVICE -> {
                boolean ofDays = rule.type() == AlertType.LOW_THROUGHPUT
                        || metric.windows().size() == 1
                        || metric.name().equals(DefaultRules.REQUESTS);
                attributes.addAll(slices.hourly());
                attributes.addAll(ofDays ? traffic.slices() : List.of());
            }
            default -> {}
        }
        return attributes;
    }

    /** How a metric that a default rule reads would be written. */
    RuleMetric metricOf(Rule rule) {
        String written = switch (rule.type()) {
            case DRIFT_DETECTED -> RuleMetric.DRIFT + rule.metric();
            case SYSTEM_RESOURCE, SYSTEM_TREND -> RuleMetric.HOST + rule.metric();
            default -> rule.metric();
        };
        return RuleMetric.find(written, metrics())
                .orElseGet(() -> new RuleMetric(
                        rule.metric(),
                        RuleMetric.Family.MODEL,
                        Set.of(rule.window()),
                        RuleMetric.Range.ANY,
                        RuleMetric.Interval.NONE));
    }

    /** The defaults and those beside users' metrics, before anything is changed. */
    List<RuleBook.Entry> untouched(SettingReader reader) {
        List<RuleBook.Entry> entries = new ArrayList<>();
        defaults().forEach(rule -> entries.add(new RuleBook.Entry(rule, RuleBook.Standing.DEFAULT, "default")));
        Map<String, com.typesafe.config.ConfigValue> metrics = reader.group(CustomSettings.METRICS);
        custom.alerts()
                .forEach(alert -> entries.add(new RuleBook.Entry(
                        rule(alert),
                        RuleBook.Standing.YOURS,
                        Origins.text(metrics.get(alert.metric()).origin()))));
        return entries;
    }
}
