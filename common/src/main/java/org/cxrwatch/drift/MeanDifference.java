package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code mean_difference}: mean of the window less mean of the reference, in the number's own unit; changes sign
 * when the sides are exchanged. NaN, infinities and missing values are left out; least n: one finite value a side.
 * Means are those of the values as they were where the summary keeps sums, else of the buckets' middles.
 */
public final class MeanDifference implements NumericMeasure {

    @Override
    public String name() {
        return "mean_difference";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(
                1,
                () -> comparison.window().values().mean()
                        - comparison.reference().values().mean());
    }
}
