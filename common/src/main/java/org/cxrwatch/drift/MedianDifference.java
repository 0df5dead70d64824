package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code median_difference}: median of the window less median of the reference, in the number's own unit; changes
 * sign when the sides are exchanged. NaN, infinities and missing values are left out; least n: one finite value a
 * side. Source: {@code numpy.median}.
 */
public final class MedianDifference implements NumericMeasure {

    private static final double MIDDLE = 0.5;

    @Override
    public String name() {
        return "median_difference";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(
                1,
                () -> comparison.window().values().quantile(MIDDLE)
                        - comparison.reference().values().quantile(MIDDLE));
    }
}
