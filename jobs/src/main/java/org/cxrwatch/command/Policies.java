package org.cxrwatch.command;

import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.config.SendingSettings;
import org.cxrwatch.config.Settings;
import org.cxrwatch.io.delta.RejectLimit;
import org.cxrwatch.job.EvaluationPolicy;
import org.cxrwatch.job.FollowUp;
import org.cxrwatch.job.MultivariateDrift;
import org.cxrwatch.job.Notify;
import org.cxrwatch.log.ColumnRules;
import org.cxrwatch.log.ConfidenceMeaning;
import org.cxrwatch.log.Contract;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
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
                settings.rules().inForce(),
                settings.custom().metrics(),
                traffic(settings),
                settings.alerts().cooldown());
    }

    /** What is watched for falling silent. */
    static TrafficPolicy traffic(Settings settings) {
        return settings.traffic().policy(settings.slices().nested());
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

    /** For what time brings about. */
    static FollowUp.Terms followUp(Settings settings) {
        Settings.FollowUp asked = settings.followUp();
        return new FollowUp.Terms(
                asked.escalateAfter(),
                asked.digest(),
                asked.lateAfter(),
                settings.alerts().cooldown());
    }

    /** In which words people are told. */
    static Telling telling(Settings settings) {
        return new Telling(settings.rules().inForce()::runbookOf, settings.links());
    }

    /** For sending. */
    static Notify.Terms sending(Settings settings) {
        SendingSettings sending = settings.sending();
        return new Notify.Terms(sending.lease(), sending.firstWait(), sending.longestWait(), sending.attempts());
    }
}
