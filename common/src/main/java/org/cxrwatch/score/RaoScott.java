package org.cxrwatch.score;

import org.apache.commons.statistics.distribution.FDistribution;

/**
 * The second-order Rao–Scott correction of a chi-square statistic for overdispersion, with an F tail because the
 * dispersion is estimated (Rao and Scott 1981, doi:10.1080/01621459.1981.10477633; F form for few clusters: Thomas and
 * Rao 1987, JASA 82:630–636). It assumes the worst: all overdispersion along one direction, as a shift of one day is.
 *
 * @param freedom k of the statistic
 * @param dispersion of the baseline's days
 */
record RaoScott(int freedom, Dispersion dispersion) {

    private FDistribution tail() {
        double factor = dispersion.upper();
        double largest = 1 + (factor - 1) * freedom;
        double sum = freedom * factor;
        double numerator = sum * sum / (freedom - 1 + largest * largest);
        return FDistribution.of(numerator, dispersion.freedom());
    }

    /** The probability of a statistic this large if nothing had changed; 1 if fewer than two bins are left. */
    double p(double statistic) {
        return freedom == 0 ? 1 : tail().survivalProbability(statistic / (freedom * dispersion.upper()));
    }

    /** The statistic that has this probability. */
    double statisticAt(double p) {
        return freedom * dispersion.upper() * tail().inverseSurvivalProbability(p);
    }

    /** What of a statistic is no chance: an estimate of its noncentrality, n times effect squared. */
    double strength(double statistic) {
        return Math.max(0, statistic / dispersion.upper() - freedom);
    }
}
