package org.cxrwatch.score;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** How improbable so few are, where counts scatter more than Poisson's. */
public final class LowTail {

    private LowTail() {}

    /**
     * The probability of at most so many, of a negative binomial count: mean μ, variance ωμ, hence r = μ / (ω − 1) and
     * success probability 1/ω. Between 0 and 1; as {@code scipy.stats.nbinom.cdf(count, r, 1 / omega)}.
     *
     * @param mean μ, above 0
     * @param inflation ω, above 1; close to 1 it is nearly Poisson
     */
    public static double probability(long count, double mean, double inflation) {
        return RegularizedBeta.value(1 / inflation, mean / (inflation - 1), count + 1.0);
    }
}
