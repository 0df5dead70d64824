package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;

/**
 * {@code specificity_at_sensitivity_90}, or whatever level in percent: the largest specificity among the thresholds
 * ("positive from this score on") whose sensitivity in the window is at least the level; in [0, 1]. Interval, cuts,
 * {@code NOT_FINITE} and source as {@link SensitivityAtSpecificity} with the classes exchanged. Its n is the scored
 * negatives; least n: one, and as many positives as one of them is a share of 1 − level (10 at 0.90).
 */
public final class SpecificityAtSensitivity implements PerformanceMetric {

    private final double level;

    /** At a sensitivity between 0 and 1. */
    public SpecificityAtSensitivity(double level) {
        this.level = TradedShare.checked(level);
    }

    @Override
    public String name() {
        return "specificity_at_sensitivity_" + TradedShare.percent(level);
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        ScoreSteps steps = outcomes.steps();
        if (!steps.hasBothClasses()) {
            return MetricValue.none(outcomes.absence(), steps.negatives());
        }
        if (steps.size() == 1) {
            return MetricValue.none(Reason.NOT_FINITE, steps.negatives());
        }
        return new TradedShare(level, steps.negatives(), steps.positives(), sensitivity -> left(steps, sensitivity))
                .score();
    }

    /** The negatives below the largest threshold that leaves this share of the positives at or above. */
    private static long left(ScoreSteps steps, double sensitivity) {
        long needed = TradedShare.least(sensitivity, steps.positives());
        long found = 0;
        long left = steps.negatives();
        for (int i = steps.size() - 1; i >= 0 && found < needed; i--) {
            found += steps.positivesAt(i);
            left -= steps.negativesAt(i);
        }
        return left;
    }
}
