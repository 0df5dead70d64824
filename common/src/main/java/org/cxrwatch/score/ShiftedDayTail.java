package org.cxrwatch.score;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The distribution of a chi-square statistic if nothing had changed but days that differ. It assumes the worst of Rao
 * and Scott's weighted sums (1981, doi:10.1080/01621459.1981.10477633): that all overdispersion lies along one
 * direction, as the shift of a day does, so that X² = λ T² + χ²(k − 1) with λ = 1 + (φ* − 1) k. T is Student's, as λ is
 * only estimated (as Thomas and Rao 1987, JASA 82:630–636, take F for chi-square); its degrees of freedom are
 * Satterthwaite's for the sum of what days add and what chance does.
 *
 * @param freedom k of the statistic; 0 if nothing can be compared
 * @param upper φ*, at least 1
 * @param largest λ, at least 1
 * @param freedomOfLargest degrees of freedom of T
 */
record ShiftedDayTail(int freedom, double upper, double largest, double freedomOfLargest) {

    /** Nodes that keep nine digits of p. */
    private static final int NODES = 48;

    private static final GaussIntegrator QUARTER = new GaussIntegratorFactory().legendre(NODES, 0, Math.PI / 2);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Standard deviations beyond which nothing is left to chance. */
    private static final double SURELY = 6;

    /** Enough to take Student's tail for the normal one. */
    private static final double MANY = 1e6;

    private static final int STEPS = 20;
    private static final double CLOSE = 1e-6;
    private static final double NARROW = 0.5;

    /** Of a statistic with k degrees of freedom and what is known of how days differ. */
    static ShiftedDayTail of(int freedom, Dispersion.Inflation inflation) {
        double largest = 1 + (inflation.upper() - 1) * freedom;
        double excess = largest - 1;
        double variance = excess * excess / inflation.freedomOfDays() + 1 / inflation.freedomOfChance();
        return new ShiftedDayTail(freedom, inflation.upper(), largest, Math.min(MANY, largest * largest / variance));
    }

    /** The probability of a statistic this large; 1 if nothing can be compared. */
    double p(double statistic) {
        if (freedom == 0 || !(statistic > 0)) {
            return 1;
        }
        TDistribution shift = TDistribution.of(freedomOfLargest);
        if (freedom == 1) {
            return 2 * shift.survivalProbability(Math.sqrt(statistic / largest));
        }
        return Math.min(1, beyond(statistic, shifted -> 2 * shift.survivalProbability(shifted / Math.sqrt(largest))));
    }

    /** What chance alone gives, which is never more than {@link #p} and quickly known. */
    double leastP(double statistic) {
        return freedom == 0 || !(statistic > 0)
                ? 1
                : ChiSquaredDistribution.of(freedom).survivalProbability(statistic);
    }

    /**
     * The probability that the shift and the rest together reach a statistic, by what the shift does: it is asked for
     * the probability of being that far from 0, on either side.
     */
    private double beyond(double statistic, DoubleUnaryOperator shift) {
        ChiSquaredDistribution rest = ChiSquaredDistribution.of(freedom - 1.0);
        // The rest takes sin²a of the statistic; the shift has to make up for cos²a.
        double together = QUARTER.integrate(angle -> {
            double sine = Math.sin(angle);
            double cosine = Math.cos(angle);
            return 2
                    * statistic
                    * sine
                    * cosine
                    * rest.density(statistic * sine * sine)
                    * shift.applyAsDouble(cosine * Math.sqrt(statistic));
        });
        return rest.survivalProbability(statistic) + together;
    }

    /**
     * The noncentrality (Σ (Δπ)²/π over V) at which a statistic is reached with some probability: days differ by the
     * estimated λ, along the change. Not a number if nothing can be compared.
     *
     * @param statistic above 0
     * @param estimated λ without the caution of {@link #largest}, at least 1
     * @param probability above that of the null, below 1
     */
    double noncentralityAt(double statistic, double estimated, double probability) {
        if (freedom == 0) {
            return Double.NaN;
        }
        double deviation = Math.sqrt(estimated);
        double enough = Math.pow(Math.sqrt(statistic) + SURELY * deviation, 2);
        return new BrentSolver(CLOSE)
                .solve(STEPS * STEPS, ncp -> reached(statistic, Math.sqrt(ncp), deviation) - probability, 0, enough);
    }

    private double reached(double statistic, double change, double deviation) {
        DoubleUnaryOperator far = distance -> NORMAL.survivalProbability((distance - change) / deviation)
                + NORMAL.survivalProbability((distance + change) / deviation);
        return freedom == 1 ? far.applyAsDouble(Math.sqrt(statistic)) : beyond(statistic, far);
    }

    /**
     * The statistic that has this probability; not a number if nothing can be compared.
     *
     * @param p above 0 and below 1
     * @throws IllegalStateException if the search does not come close in {@value #STEPS} steps, which no tail of days
     *     is known to need
     */
    double statisticAt(double p) {
        if (freedom == 0) {
            return Double.NaN;
        }
        double quantile = TDistribution.of(freedomOfLargest).inverseSurvivalProbability(p / 2);
        double low = largest * quantile * quantile;
        double lowLog = Math.log(p(low) / p);
        double high = low + freedom;
        // The logarithm of such a tail is nearly straight far out, so that a secant through it needs few steps, each of
        // which is an integral. They are bounded, as close to 0 it is not: to no more than half as much again, and not
        // below 0.
        for (int step = 0; step < STEPS; step++) {
            double highLog = Math.log(p(high) / p);
            if (Math.abs(highLog) < CLOSE) {
                return high;
            }
            double slope = (highLog - lowLog) / (high - low);
            low = high;
            lowLog = highLog;
            high -= Math.max(-NARROW * high, Math.min(high, highLog / slope));
        }
        throw new IllegalStateException("No statistic of " + freedom + " degrees of freedom, inflation " + upper
                + ", was found that has a probability of " + p + ": report it with the slice and subject.");
    }

    /**
     * What of a statistic is no chance, max(0, X² − φ* k): an estimate of its noncentrality, n times effect squared; 0
     * or more.
     */
    double strength(double statistic) {
        return Math.max(0, statistic - upper * freedom);
    }
}
