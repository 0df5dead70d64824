package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code ks}: the two-sample Kolmogorov–Smirnov statistic, sup |F_R − F_C|, in [0, 1], symmetric, blind to monotone
 * changes of scale. Ties: both functions are compared after all equal values. NaN, infinities and missing values are
 * left out (see {@code missing_share}). Least n: one finite value a side. Beyond the capacity, equal to the statistic
 * of the truncated values, which is at most the raw one and less than it by no more than the share of the fullest
 * bucket. Source: {@code scipy.stats.ks_2samp}; doi:10.1214/aoms/1177730256.
 */
public final class KolmogorovSmirnov implements NumericMeasure {

    @Override
    public String name() {
        return "ks";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return comparison.measured(1, () -> statistic(comparison));
    }

    static double statistic(NumericComparison comparison) {
        return new MergedSteps(comparison).largestGap();
    }
}
