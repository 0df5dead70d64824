package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;

/**
 * {@code sensitivity_at_specificity_90}, or whatever level in percent: the largest sensitivity among the thresholds
 * ("positive from this score on") whose specificity in the window is at least the level; in [0, 1]. It tells what the
 * scores could do, whatever threshold the service answers by. Interval: the threshold was found in the same window, so
 * that its error counts too: s ± √(w² + c²), w to the end of Wilson's interval and c to the sensitivity where the
 * specificity is the level ± 1.96 √(level (1 − level)/N), N the negatives. Scores that are not finite are left out.
 * Beyond the capacity thresholds lie between buckets. {@code NOT_FINITE} where all scores are equal: there is no
 * threshold. Its n is the scored positives; least n: one, and as many negatives as one of them is a share of 1 − level
 * (10 at 0.90). Source: {@code sklearn.metrics.roc_curve}; the interval squares and adds as doi:10.1002/sim.1320
 * (Newcombe).
 */
public final class SensitivityAtSpecificity implements PerformanceMetric {

    private final double level;

    /** At a specificity between 0 and 1. */
    public SensitivityAtSpecificity(double level) {
        this.level = TradedShare.checked(level);
    }

    @Override
    public String name() {
        return "sensitivity_at_specificity_" + TradedShare.percent(level);
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        ScoreSteps steps = outcomes.steps();
        if (!steps.hasBothClasses()) {
            return MetricValue.none(outcomes.absence(), steps.positives());
        }
        if (steps.size() == 1) {
            return MetricValue.none(Reason.NOT_FINITE, steps.positives());
        }
        return new TradedShare(level, steps.positives(), steps.negatives(), specificity -> found(steps, specificity))
                .score();
    }

    /** The positives at or above the least threshold that leaves this share of the negatives below. */
    private static long found(ScoreSteps steps, double specificity) {
        long needed = TradedShare.least(specificity, steps.negatives());
        long below = 0;
        long found = steps.positives();
        for (int i = 0; i < steps.size() && below < needed; i++) {
            below += steps.negativesAt(i);
            found -= steps.positivesAt(i);
        }
        return found;
    }
}
