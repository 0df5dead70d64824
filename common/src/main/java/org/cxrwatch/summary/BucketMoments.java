package org.cxrwatch.summary;

/** Mean and squared deviations read from buckets, in the order of their values: two passes, compensated. */
final class BucketMoments {

    private BucketMoments() {}

    /**
     * The mean of shares cannot overflow; the mean of what is left of it takes back its rounding, unless a difference
     * of two values overflows.
     */
    static double mean(AdaptiveHistogram histogram) {
        double nearly = weightedMean(histogram, 0);
        double rounding = weightedMean(histogram, nearly);
        return Double.isFinite(rounding) ? nearly + rounding : nearly;
    }

    private static double weightedMean(AdaptiveHistogram histogram, double origin) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < histogram.size(); i++) {
            sum.add((histogram.valueAt(i) - origin) * ((double) histogram.countAt(i) / histogram.total()));
        }
        return sum.value();
    }

    static double squaredDeviations(AdaptiveHistogram histogram) {
        double mean = mean(histogram);
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < histogram.size(); i++) {
            double deviation = histogram.valueAt(i) - mean;
            sum.add(deviation * deviation * histogram.countAt(i));
        }
        return sum.value();
    }
}
