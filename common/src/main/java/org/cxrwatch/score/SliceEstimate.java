package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cxrwatch.estimate.EstimatedMetric;
import org.cxrwatch.estimate.LabelFreeEstimate;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.window.WindowSlice;

/**
 * What is expected of a slice's answers before their labels come.
 *
 * @param estimate how right they are expected to be, believed or not
 * @param prevalence the share of positives that explains their scores best
 * @param blackBox the share of positives that explains their number of positive answers
 * @param trust whether the estimate may be believed
 */
public record SliceEstimate(
        LabelFreeEstimate estimate, MetricValue prevalence, MetricValue blackBox, EstimateTrust trust) {

    /** The metric whose error is followed. */
    public static final EstimatedMetric FOLLOWED = EstimatedMetric.ACCURACY;

    /** Prevalence that moved is what an estimate of prevalence is for. */
    private static final Set<EstimateTrust.Kind> PREVALENCE_STANDS = EnumSet.of(EstimateTrust.Kind.PREVALENCE_MOVED);

    /** Nothing, for a reason. */
    public static SliceEstimate none(Reason reason, long rows) {
        MetricValue none = new MetricValue(Score.none(reason), rows);
        return new SliceEstimate(LabelFreeEstimate.none(reason, rows), none, none, new EstimateTrust(List.of()));
    }

    /**
     * As rows of metrics; what must not be believed is {@link Reason#ESTIMATE_UNSAFE}.
     *
     * @param where the slice's window
     * @param leastRows fewer rows tell nothing that may leave the lake
     */
    public List<MetricScore> metrics(WindowSlice where, long leastRows) {
        List<MetricScore> metrics = new ArrayList<>();
        for (EstimatedMetric metric : EstimatedMetric.values()) {
            MetricValue value = new MetricValue(estimate.score(metric), estimate.rows()).restingOn(leastRows);
            metrics.add(row(where, metric.text(), trust.isSafe() ? value : doubted(value)));
        }
        boolean stands = trust.doubts().stream().allMatch(doubt -> PREVALENCE_STANDS.contains(doubt.kind()));
        MetricValue byScores = prevalence.restingOn(leastRows);
        MetricValue byAnswers = blackBox.restingOn(leastRows);
        metrics.add(row(where, MetricNames.PREVALENCE, stands ? byScores : doubted(byScores)));
        metrics.add(row(where, MetricNames.BLACK_BOX_PREVALENCE, stands ? byAnswers : doubted(byAnswers)));
        return metrics;
    }

    private static MetricScore row(WindowSlice where, String metric, MetricValue value) {
        return new MetricScore(where, metric, value.score(), value.n());
    }

    /** Why there is no number tells more than that it could not be believed. */
    private static MetricValue doubted(MetricValue value) {
        return value.score().measured().isEmpty()
                ? value
                : new MetricValue(Score.none(Reason.ESTIMATE_UNSAFE), value.n());
    }

    /** The estimate of {@link #FOLLOWED} less what was realised, or why there is none: above 0 it flatters. */
    public Score error(Score realised) {
        Score estimated = estimate.score(FOLLOWED);
        if (estimated.measured().isEmpty()) {
            return estimated;
        }
        if (!trust.isSafe()) {
            return Score.none(Reason.ESTIMATE_UNSAFE);
        }
        return realised.measured()
                .map(real -> Score.of(estimated.number().orElseThrow() - real.value()))
                .orElse(realised);
    }
}
