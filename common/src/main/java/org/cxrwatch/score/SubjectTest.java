package org.cxrwatch.score;

/**
 * One subject of a window against a reference: how far it moved, and how likely that is by chance.
 *
 * @param n rows of the window
 * @param reference rows of the reference
 * @param effect the distance and what chance gives
 * @param homogeneity the test statistic
 * @param tails its distribution if nothing had changed
 */
record SubjectTest(long n, long reference, Effect effect, Homogeneity homogeneity, SplitTails tails) {

    /** The probability of such a difference if nothing had changed. */
    double p() {
        return tails.p(homogeneity.split());
    }

    /** How much evidence there is beyond chance: n times effect squared. */
    double strength() {
        return tails.whole().strength(homogeneity.statistic());
    }

    /**
     * The smallest distance that would have been decided if it alone had moved among {@code family} tests at {@code
     * rate}.
     */
    double leastDetectable(double rate, int family) {
        if (homogeneity.freedom() == 0) {
            return Double.NaN;
        }
        return Math.min(1, Math.sqrt(tails.leastStatistic(rate / family) * effect.squarePerStatistic()));
    }
}
