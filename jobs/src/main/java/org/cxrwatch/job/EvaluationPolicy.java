package org.cxrwatch.job;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.WindowKind;

/**
 * What an evaluation is configured with.
 *
 * @param drift the drift decision
 * @param labels when labels are complete enough
 * @param slicing which slices there are
 * @param windows which windows there are beside hours and days
 * @param positiveClass the class whose probability the scores are
 * @param leastRows what leaves the lake rests on at least so many rows, counts excepted
 * @param alertHorizon windows older than this are decided for good
 * @param limits what numbers of hosts cannot exceed, by name
 * @param rules when people are told
 * @param metrics shares that users define
 * @param traffic what is watched for falling silent
 * @param cooldown people are told of the same alert again at the earliest after this time
 */
public record EvaluationPolicy(
        DriftPolicy drift,
        LabelMaturity.Policy labels,
        Slicing slicing,
        RollingWindows windows,
        String positiveClass,
        long leastRows,
        Period alertHorizon,
        Map<String, Double> limits,
        Rules rules,
        List<CustomMetric> metrics,
        TrafficPolicy traffic,
        Duration cooldown) {

    /** Copies the limits and metrics. */
    public EvaluationPolicy {
        limits = Map.copyOf(limits);
        metrics = List.copyOf(metrics);
    }

    /** The same with other rules. */
    EvaluationPolicy with(Rules others) {
        return new EvaluationPolicy(
                drift,
                labels,
                slicing,
                windows,
                positiveClass,
                leastRows,
                alertHorizon,
                limits,
                others,
                metrics,
                traffic,
                cooldown);
    }

    /** The same with alerts that stay open to change for another time. */
    EvaluationPolicy lookingBack(Period horizon) {
        return new EvaluationPolicy(
                drift,
                labels,
                slicing,
                windows,
                positiveClass,
                leastRows,
                horizon,
                limits,
                rules,
                metrics,
                traffic,
                cooldown);
    }

    /**
     * Which slices there are.
     *
     * @param hourly attributes by which requests are sliced
     * @param nestedIn of a nested attribute, in which other its values lie
     */
    public record Slicing(List<String> hourly, Map<String, String> nestedIn) {

        /** Copies the collections. */
        public Slicing {
            hourly = List.copyOf(hourly);
            nestedIn = Map.copyOf(nestedIn);
        }
    }

    /**
     * Windows of several days that end with a night. They inform; no default rule looks at them. Those that a rule
     * looks at are scored again for every day that alerts may still change by.
     *
     * @param scored which are scored
     * @param widen by which the slices of a day are decided that have too few rows, the shortest first
     */
    public record RollingWindows(List<WindowKind> scored, List<WindowKind> widen) {

        /** Copies the lists, the shortest windows first. */
        public RollingWindows {
            scored = scored.stream().sorted().toList();
            widen = widen.stream().sorted().toList();
        }
    }
}
