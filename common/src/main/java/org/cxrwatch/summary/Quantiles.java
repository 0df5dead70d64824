package org.cxrwatch.summary;

/** Quantiles of a numeric summary: Hyndman and Fan's type 7, numpy's {@code linear}. */
final class Quantiles {

    private Quantiles() {}

    static double of(NumericSummary summary, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile's share lies in 0 to 1, got " + share + ".");
        }
        long n = summary.count();
        if (n == 0) {
            return Double.NaN;
        }
        double rank = share * (n - 1);
        long below = (long) rank;
        double lower = orderStatistic(summary, below);
        double fraction = rank - below;
        if (fraction == 0) {
            return lower;
        }
        double upper = orderStatistic(summary, below + 1);
        double gap = upper - lower;
        if (Double.isInfinite(gap)) {
            return lower * (1 - fraction) + upper * fraction;
        }
        return fraction >= 0.5 ? upper - gap * (1 - fraction) : lower + gap * fraction;
    }

    /** The value of rank {@code rank} (from 0), spread evenly inside its bucket and clamped to the extremes. */
    static double orderStatistic(NumericSummary summary, long rank) {
        AdaptiveHistogram histogram = summary.histogram();
        int bucket = 0;
        long before = 0;
        while (before + histogram.countAt(bucket) <= rank) {
            before += histogram.countAt(bucket++);
        }
        if (histogram.isExact()) {
            return histogram.lowerAt(bucket);
        }
        double inside = (rank - before + 0.5) / histogram.countAt(bucket);
        double value = histogram.lowerAt(bucket) * (1 - inside) + histogram.upperAt(bucket) * inside;
        return Math.min(summary.max(), Math.max(summary.min(), value));
    }
}
