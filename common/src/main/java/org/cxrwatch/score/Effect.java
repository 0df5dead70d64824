package org.cxrwatch.score;

/**
 * A distance and what chance gives at these n.
 *
 * @param distance in [0, 1]
 * @param expectedSquare E₀d²: the expected square if nothing had changed, overdispersion included
 */
record Effect(double distance, double expectedSquare) {

    private static final double LN2 = Math.log(2);

    /** The Jensen–Shannon distance of two rows of shares, base 2. */
    static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += term(p[i], middle) + term(q[i], middle);
        }
        return Math.sqrt(Math.max(0, sum / 2));
    }

    private static double term(double share, double middle) {
        return share > 0 ? share * Math.log(share / middle) / LN2 : 0;
    }

    /** Of numbers: Jensen–Shannon. {@code variance} is 1/n_R + 1/n_C or what stands for it. */
    static Effect ofNumbers(double[] reference, double[] window, double factor, double variance) {
        int occupied = 0;
        for (int i = 0; i < reference.length; i++) {
            occupied += reference[i] + window[i] > 0 ? 1 : 0;
        }
        return new Effect(jensenShannon(reference, window), factor * Math.max(0, occupied - 1) * variance / (8 * LN2));
    }

    /** Of class shares: total variation. {@code pooled} are the shares of both samples together. */
    static Effect ofShares(double[] reference, double[] window, double[] pooled, double factorTimesVariance) {
        double distance = 0;
        double spread = 0;
        for (int i = 0; i < reference.length; i++) {
            distance += Math.abs(window[i] - reference[i]) / 2;
            spread += Math.sqrt(pooled[i] * (1 - pooled[i]));
        }
        return new Effect(distance, factorTimesVariance / 4 * spread * spread);
    }

    /** The distance less what chance gives. */
    double excess() {
        return Math.sqrt(Math.max(0, distance * distance - expectedSquare));
    }
}
