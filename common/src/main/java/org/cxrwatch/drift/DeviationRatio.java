package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code sd_ratio}: sample standard deviation of the window over that of the reference; at least 0, 1 where the
 * spread is the same, the reciprocal when the sides are exchanged. Not measured where the reference does not vary.
 * NaN, infinities and missing values are left out; least n: two finite values a side. Source: {@code
 * numpy.std(ddof=1)}.
 */
public final class DeviationRatio implements NumericMeasure {

    @Override
    public String name() {
        return "sd_ratio";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(
                2,
                () -> comparison.window().values().standardDeviation()
                        / comparison.reference().values().standardDeviation());
    }
}
