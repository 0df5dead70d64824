package org.cxrwatch.score;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many of so many rows are hits, where the rows of one day have something in common: binomial with a probability
 * that is itself Beta distributed; variance n p (1 − p) (1 + (n − 1) ρ). With ρ = 0 it is binomial. Source: {@code
 * scipy.stats.betabinom} with a = p (1 − ρ)/ρ, b = (1 − p)(1 − ρ)/ρ.
 *
 * @param n rows
 * @param p probability of a hit, in (0, 1)
 * @param spread ρ, in [0, 1): how alike the rows of a day are
 */
record BetaBinomial(long n, double p, double spread) {

    /** Below this the difference to binomial is lost in rounding. */
    private static final double NONE = 1e-9;

    BetaBinomial {
        if (!(n >= 0 && p > 0 && p < 1 && spread >= 0 && spread < 1)) {
            throw new IllegalArgumentException("A beta-binomial count has rows, a probability in (0, 1) and a spread"
                    + " in [0, 1), got " + n + ", " + p + ", " + spread + ".");
        }
    }

    double mean() {
        return n * p;
    }

    double variance() {
        return n * p * (1 - p) * (1 + (n - 1) * spread);
    }

    /** The probability of at most so many hits. */
    double atMost(long hits) {
        if (hits < 0) {
            return 0;
        }
        if (hits >= n) {
            return 1;
        }
        if (spread < NONE) {
            return BinomialDistribution.of(Math.toIntExact(n), p).cumulativeProbability(Math.toIntExact(hits));
        }
        return hits <= mean() ? sum(hits, -1) : 1 - sum(hits + 1, 1);
    }

    /** Probabilities from one count on, downwards or upwards, by the ratio of neighbours. */
    private double sum(long from, int step) {
        double alpha = p * (1 - spread) / spread;
        double beta = (1 - p) * (1 - spread) / spread;
        double term =
                Math.exp(logChoose(from) + LogBeta.value(from + alpha, n - from + beta) - LogBeta.value(alpha, beta));
        double sum = 0;
        for (long k = from; k >= 0 && k <= n; k += step) {
            sum += term;
            term *= step < 0
                    ? k / (n - k + 1.0) * (n - k + beta) / (k - 1 + alpha)
                    : (n - k) / (k + 1.0) * (k + alpha) / (n - k - 1 + beta);
        }
        return Math.min(1, sum);
    }

    private double logChoose(long k) {
        return LogGamma.value(n + 1.0) - LogGamma.value(k + 1.0) - LogGamma.value(n - k + 1.0);
    }
}
