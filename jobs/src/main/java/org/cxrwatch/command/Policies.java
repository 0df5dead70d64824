package org.cxrwatch.command;

import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.alert.CustomRule;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Least;
import org.cxrwatch.alert.Level;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.alert.Threshold;
import org.cxrwatch.config.Definitions;
import org.cxrwatch.config.SendingSettings;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.delta.RejectLimit;
import org.cxrwatch.job.EvaluationPolicy;
import org.cxrwatch.job.MultivariateDrift;
import org.cxrwatch.job.Notify;
import org.cxrwatch.log.ColumnRules;
import org.cxrwatch.log.ConfidenceMeaning;
import org.cxrwatch.log.Contract;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.traffic.TrafficPolicy;

/** What jobs are configured with, from what users chose. */
final class Policies {

    private Policies() {}

    /** For evaluations. */
    static EvaluationPolicy evaluation(Settings settings) {
        Settings.SeverityLevels levels = settings.drift().severity();
        return new EvaluationPolicy(
                new DriftPolicy(
                        settings.drift().falseAlarmRate(),
                        settings.drift().leastExcess(),
                        List.of(levels.low(), levels.medium(), levels.high(), levels.critical()),
                        Math.max(settings.drift().leastRows(), settings.leastRows())),
                new LabelMaturity.Policy(
                        settings.labels().maturity(),
                        settings.labels().least(),
                        settings.labels().leastTriangleDays()),
                new EvaluationPolicy.Slicing(
                        settings.slices().hourly(), settings.slices().nested()),
                new EvaluationPolicy.RollingWindows(
                        settings.windows().rolling(), settings.windows().widen()),
                settings.classes().positive(),
                settings.leastRows(),
                Period.ofDays((int) settings.alerts().horizon().toDays()),
                settings.hosts().limits(),
                rules(settings),
                settings.custom().metrics(),
                traffic(settings));
    }

    /** What is watched for falling silent. */
    static TrafficPolicy traffic(Settings settings) {
        return new TrafficPolicy(
                settings.traffic().slices(),
                settings.slices().nested(),
                settings.traffic().falseAlarmRate(),
                settings.traffic().goneAfter());
    }

    /** Those that are always there, and those of metrics that users define. */
    private static Rules rules(Settings settings) {
        Settings.SeverityLevels levels = settings.drift().severity();
        Rules usual = DefaultRules.rules(
                Set.copyOf(settings.slices().hourly()),
                traffic(settings),
                List.of(
                        new Level(AlertSeverity.INFO, levels.low()),
                        new Level(AlertSeverity.WARNING, levels.medium()),
                        new Level(AlertSeverity.CRITICAL, levels.high()),
                        new Level(AlertSeverity.EMERGENCY, levels.critical())),
                settings.postgres().checking().heldFor(),
                settings.hosts().rising());
        Stream<Rule> ofUsers = settings.custom().alerts().stream().map(Policies::rule);
        return new Rules(Stream.concat(usual.rules().stream(), ofUsers).toList());
    }

    private static Rule rule(Definitions.Alert alert) {
        List<Level> levels = alert.levels().entrySet().stream()
                .map(level -> new Level(level.getKey(), level.getValue()))
                .toList();
        Threshold.Side side = Threshold.Side.valueOf(alert.side().name());
        return CustomRule.of(alert.metric(), side, levels, Least.rows(alert.least()), alert.windows());
    }

    /** For many features together, of rows of this lake. */
    static MultivariateDrift multivariate(Settings settings, Ports ports) {
        return new MultivariateDrift(
                ports.rowSamples(),
                ports.rowLearner(),
                settings.drift().multivariate().rows());
    }

    /** For reading what a person or a file says. */
    static ReadingRules reading(Settings settings) {
        return reading(settings, settings.files().timeZone());
    }

    /** For reading what a log of this zone says. */
    static ReadingRules reading(Settings settings, ZoneId zone) {
        Settings.Classes classes = settings.classes();
        ConfidenceMeaning meaning = switch (classes.confidence()) {
            case PREDICTED_CLASS -> ConfidenceMeaning.PREDICTED_CLASS;
            case POSITIVE_CLASS -> ConfidenceMeaning.POSITIVE_CLASS;
        };
        return new ReadingRules(
                List.of(classes.positive(), classes.negative()),
                classes.positive(),
                meaning,
                zone,
                settings.files().longestAge(),
                contract(settings.contract()));
    }

    private static Contract contract(Settings.Contract asked) {
        return new Contract(
                asked.clockAhead(), rules(asked.predictions()), rules(asked.labels()), rules(asked.systemMetrics()));
    }

    private static ColumnRules rules(Settings.Columns asked) {
        Map<String, ColumnRules.Range> ranges = new TreeMap<>();
        asked.ranges()
                .forEach((column, range) -> ranges.put(column, new ColumnRules.Range(range.least(), range.most())));
        return new ColumnRules(
                asked.required(),
                ranges,
                asked.allowed(),
                ColumnRules.OnViolation.valueOf(asked.onViolation().name()));
    }

    /** How many rows may be unusable before the others are not taken either. */
    static RejectLimit rejectLimit(Settings settings) {
        Settings.RejectLimit limit = settings.contract().rejectLimit();
        return new RejectLimit(limit.share(), limit.leastRows());
    }

    /** Who is told of alerts. */
    static Routing routing(Settings settings) {
        return settings.sending().routing();
    }

    /** For sending. */
    static Notify.Terms sending(Settings settings) {
        SendingSettings sending = settings.sending();
        return new Notify.Terms(sending.lease(), sending.firstWait(), sending.longestWait(), sending.attempts());
    }
}
