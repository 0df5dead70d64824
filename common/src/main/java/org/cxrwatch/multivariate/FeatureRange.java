package org.cxrwatch.multivariate;

import java.util.Arrays;

/**
 * How far values of a feature count: as far again beyond the middle 99 % of the baseline as those reach from the
 * median. One value of 1e6 among a thousand would else be all the spread there is, and hide what the others do.
 *
 * @param lower 2 q(0.005) − q(0.5)
 * @param upper 2 q(0.995) − q(0.5)
 */
record FeatureRange(double lower, double upper) {

    private static final double TAIL = 0.005;

    /** Of finite values, at least one. Quantiles are NumPy's linear ones. */
    static FeatureRange of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double middle = quantile(sorted, 0.5);
        return new FeatureRange(2 * quantile(sorted, TAIL) - middle, 2 * quantile(sorted, 1 - TAIL) - middle);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Whether there is no spread; a spread that is no finite number is none either. */
    boolean isEmpty() {
        return !(upper - lower > 0 && Double.isFinite(upper - lower));
    }

    /** The value, or the end of the range that it lies beyond. */
    double cut(double value) {
        return Math.max(lower, Math.min(upper, value));
    }
}
