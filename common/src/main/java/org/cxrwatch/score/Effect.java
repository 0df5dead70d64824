package org.cxrwatch.score;

import org.cxrwatch.drift.TotalVariationChance;

/**
 * A distance and what chance gives at these n.
 *
 * @param distance in [0, 1]
 * @param expectedSquare E₀d²: the expected square if nothing had changed, overdispersion included
 * @param squarePerStatistic what one unit of the chi-square statistic is worth as a square of the distance, nearly
 */
record Effect(double distance, double expectedSquare, double squarePerStatistic) {

    private static final double LN2 = Math.log(2);

    /**
     * The Jensen–Shannon distance of two rows of shares: the square root of ½ Σ p log₂(p/m) + ½ Σ q log₂(q/m) with
     * m = (p + q)/2 and 0 log 0 = 0. Symmetric, 0 for equal rows, 1 for rows without a common bin.
     */
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

    /**
     * Of numbers: Jensen–Shannon. Near the null d² ≈ X² V / (8 ln 2) with V = {@code variance}, 1/n_R + 1/n_C or what
     * stands for it, hence E₀d² = φ (B − 1) V / (8 ln 2) over the B bins that are not empty on both sides.
     */
    static Effect ofNumbers(double[] reference, double[] window, double factor, double variance) {
        int occupied = 0;
        for (int i = 0; i < reference.length; i++) {
            occupied += reference[i] + window[i] > 0 ? 1 : 0;
        }
        double perStatistic = variance / (8 * LN2);
        return new Effect(
                Math.min(1, jensenShannon(reference, window)),
                factor * Math.max(0, occupied - 1) * perStatistic,
                perStatistic);
    }

    /**
     * Of class shares: total variation, ½ Σ |c − r|. E₀d² = φ {@link TotalVariationChance#meanSquare}, which is that of
     * {@code tv_excess} and the variance itself for two classes; a unit of the statistic is worth one of its B − 1
     * parts over the B classes that occur. {@code pooled} are the shares of both samples together.
     */
    static Effect ofShares(double[] reference, double[] window, double[] pooled, double factor, double variance) {
        double distance = 0;
        int occupied = 0;
        for (int i = 0; i < reference.length; i++) {
            distance += Math.abs(window[i] - reference[i]) / 2;
            occupied += pooled[i] > 0 ? 1 : 0;
        }
        double expected = TotalVariationChance.meanSquare(pooled, variance);
        return new Effect(Math.min(1, distance), factor * expected, expected / Math.max(1, occupied - 1));
    }

    /** The distance less what chance gives: √max(0, d² − E₀d²). */
    double excess() {
        return Math.sqrt(Math.max(0, distance * distance - expectedSquare));
    }
}
