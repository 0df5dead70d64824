package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.AdaptiveHistogram;

/**
 * {@code out_of_range_share}: the share of the window's finite values below the reference's least or above its
 * largest, in [0, 1]; not symmetric. NaN, infinities and missing values are left out; least n: one finite value a
 * side. Beyond the capacity a bucket that could hold the least or the largest counts as within: the share is then a
 * lower bound.
 */
public final class OutOfRangeShare implements NumericMeasure {

    @Override
    public String name() {
        return "out_of_range_share";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(1, () -> share(comparison));
    }

    private static double share(NumericComparison comparison) {
        double least = comparison.reference().values().min();
        double largest = comparison.reference().values().max();
        AdaptiveHistogram window = comparison.window().values().histogram();
        long outside = 0;
        for (int i = 0; i < window.size(); i++) {
            outside += window.upperAt(i) < least || window.lowerAt(i) > largest ? window.countAt(i) : 0;
        }
        return (double) outside / window.total();
    }
}
