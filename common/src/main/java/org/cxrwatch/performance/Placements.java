package org.cxrwatch.performance;

import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.CompensatedSum;

/**
 * DeLong's placements: for each positive the share of negatives below it, for each negative the share of positives
 * above it, ties by halves. Rows of equal score have equal placements, so histograms are as good as rows.
 *
 * @param area the mean placement: the area under the ROC curve
 * @param variance S₁₀/P + S₀₁/N, S the sample variances of placements; NaN with one positive or one negative
 */
record Placements(double area, double variance) {

    static Placements of(AdaptiveHistogram positives, AdaptiveHistogram negatives) {
        double area = area(positives, negatives);
        double ofPositives = squares(positives, negatives, area);
        double ofNegatives = squares(negatives, positives, 1 - area);
        double p = positives.total();
        double n = negatives.total();
        return new Placements(area, ofPositives / (p - 1) / p + ofNegatives / (n - 1) / n);
    }

    private static double area(AdaptiveHistogram these, AdaptiveHistogram those) {
        long twice = 0;
        Below below = new Below(those);
        for (int i = 0; i < these.size(); i++) {
            twice = Math.addExact(twice, Math.multiplyExact(these.countAt(i), below.twiceBelow(these.lowerAt(i))));
        }
        return twice / 2.0 / ((double) these.total() * those.total());
    }

    private static double squares(AdaptiveHistogram these, AdaptiveHistogram those, double mean) {
        CompensatedSum sum = new CompensatedSum();
        Below below = new Below(those);
        for (int i = 0; i < these.size(); i++) {
            double placement = below.twiceBelow(these.lowerAt(i)) / 2.0 / those.total();
            sum.add(these.countAt(i) * (placement - mean) * (placement - mean));
        }
        return sum.value();
    }

    /** Counts what lies below values that ascend. */
    private static final class Below {

        private final AdaptiveHistogram histogram;
        private int at;
        private long below;

        Below(AdaptiveHistogram histogram) {
            this.histogram = histogram;
        }

        /** Twice the count below the value, plus the count equal to it. */
        long twiceBelow(double value) {
            while (at < histogram.size() && histogram.lowerAt(at) < value) {
                below += histogram.countAt(at++);
            }
            boolean tied = at < histogram.size() && histogram.lowerAt(at) == value;
            return 2 * below + (tied ? histogram.countAt(at) : 0);
        }
    }
}
