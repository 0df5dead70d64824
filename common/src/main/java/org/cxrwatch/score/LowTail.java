package org.cxrwatch.score;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** How improbable so few are, where counts scatter more than Poisson's. */
public final class LowTail {

    private LowTail() {}

    /**
     * The probability of at most so many, of a negative binomial count: mean μ, variance ωμ, hence r = μ / (ω − 1) and
     * success probability 1/ω. Between 0 and 1; as {@code scipy.stats.nbinom.cdf(count, r, 1 / omega)}.
     *
     * @param count 0 or more
     * @param mean μ, above 0
     * @param inflation ω, above 1; close to 1 it is nearly Poisson
     * @throws IllegalArgumentException for others, NaN among them
     */
    public static double probability(long count, double mean, double inflation) {
        if (!(count >= 0 && mean > 0 && inflation > 1)) {
            throw new IllegalArgumentException("So few are improbable of a count of 0 or more, a mean above 0 and an"
                    + " inflation above 1, got " + count + ", " + mean + " and " + inflation + ".");
        }
        return RegularizedBeta.value(1 / inflation, mean / (inflation - 1), count + 1.0);
    }
}
