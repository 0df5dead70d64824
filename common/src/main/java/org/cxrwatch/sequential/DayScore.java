package org.cxrwatch.sequential;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A day's share as a standard normal score, given days that were in control: Quesenberry's Q statistic (1991,
 * Journal of Quality Technology 23, 239–246) for shares whose days differ more than chance.
 *
 * <p>The hits x of n are predicted to be beta-binomial around the level known so far, with variance p (1 − p) (1/n + ρ
 * (1 − 1/n) + V), V that of the level itself: a level known from seven days inflates the limit, one known from ninety
 * hardly does. u = P(X < x) + ½ P(X = x); the score is Φ⁻¹(T_ν(Φ⁻¹(u))), as ρ is known with ν degrees of freedom only.
 * If nothing changed, scores of later days are close to independent and standard normal from the first day on.
 */
final class DayScore {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** A level known from next to nothing predicts nearly anything; the distribution needs less than 1. */
    private static final double MOST_CORRELATION = 0.9;

    private static final double NEGLIGIBLE = 1e-17;
    private static final double LEAST_TAIL = 1e-300;

    private DayScore() {}

    /**
     * The score.
     *
     * @param reference days that were in control, at least one
     * @param ofFamily ρ as the family knows it
     * @param day with at least one row
     */
    static double of(ReferenceDays reference, double ofFamily, ShareDay day) {
        double rho = reference.overdispersion(ofFamily);
        double n = day.n();
        double level = reference.errorOfShare(rho) * n / Math.max(1, n - 1);
        double correlation = Math.min(MOST_CORRELATION, rho + level);
        Tail tail = Tail.of(day, reference.share(), correlation);
        double normal = NORMAL.inverseSurvivalProbability(Math.max(LEAST_TAIL, tail.probability()));
        double upper = TDistribution.of(reference.freedom()).survivalProbability(normal);
        return tail.sign() * NORMAL.inverseSurvivalProbability(upper);
    }

    /**
     * One tail of the beta-binomial distribution, half of the day's own probability included.
     *
     * @param probability of it
     * @param sign −1 for the lower tail
     */
    record Tail(double probability, int sign) {

        /** The tail on the day's side of the mean. */
        static Tail of(ShareDay day, double share, double correlation) {
            double size = 1 / correlation - 1;
            double alpha = share * size;
            double beta = (1 - share) * size;
            boolean isLow = day.hits() < day.n() * share;
            double sum =
                    isLow ? sum(day.n() - day.hits(), day.n(), beta, alpha) : sum(day.hits(), day.n(), alpha, beta);
            return new Tail(sum, isLow ? -1 : 1);
        }

        /** ½ P(x) + P(x + 1) + … + P(n), where P falls from x on. */
        private static double sum(long x, long n, double alpha, double beta) {
            double logChoose = -Math.log1p(n) - LogBeta.value(x + 1.0, n - x + 1.0);
            double here = Math.exp(logChoose + LogBeta.value(alpha + x, beta + n - x) - LogBeta.value(alpha, beta));
            double sum = here / 2;
            for (double i = x; i < n && here > NEGLIGIBLE * sum; i++) {
                here *= (n - i) * (alpha + i) / ((i + 1) * (beta + n - i - 1));
                sum += here;
            }
            return sum;
        }
    }
}
