package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code chi_square_p}: the probability of a {@link ChiSquare} statistic at least as large if both sides had the
 * same shares, in [0, 1], symmetric; degrees of freedom are the groups less one, and p is 1 where both sides have
 * one and the same value. Both sides' error counts: a reference taken as known would alarm too often. Groups, empty
 * bins and least n as there. Source: {@code scipy.stats.chi2_contingency(correction=False)}; the tail from {@code
 * commons-statistics-distribution}.
 */
public final class ChiSquareProbability implements CountMeasure {

    @Override
    public String name() {
        return "chi_square_p";
    }

    @Override
    public Score score(PairedCounts counts) {
        return ChiSquare.scoreOf(counts, Homogeneity::probability);
    }
}
