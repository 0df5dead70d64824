package org.cxrwatch.job;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.summary.CustomMetric;

/**
 * What an evaluation is configured with.
 *
 * @param drift the drift decision
 * @param labels when labels are complete enough
 * @param slicing which slices there are
 * @param positiveClass the class whose probability the scores are
 * @param leastRows what leaves the lake rests on at least so many rows, counts excepted
 * @param alertHorizon windows older than this are decided for good
 * @param rules when people are told
 * @param metrics shares that users define
 */
public record EvaluationPolicy(
        DriftPolicy drift,
        LabelMaturity.Policy labels,
        Slicing slicing,
        String positiveClass,
        long leastRows,
        Period alertHorizon,
        Rules rules,
        List<CustomMetric> metrics) {

    /** Copies the list. */
    public EvaluationPolicy {
        metrics = List.copyOf(metrics);
    }

    /** A policy without metrics of users. */
    public EvaluationPolicy(
            DriftPolicy drift,
            LabelMaturity.Policy labels,
            Slicing slicing,
            String positiveClass,
            long leastRows,
            Period alertHorizon,
            Rules rules) {
        this(drift, labels, slicing, positiveClass, leastRows, alertHorizon, rules, List.of());
    }

    /** The same with metrics of users. */
    public EvaluationPolicy measuring(List<CustomMetric> ofUsers) {
        return new EvaluationPolicy(
                drift, labels, slicing, positiveClass, leastRows, alertHorizon, rules, ofUsers);
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
}
