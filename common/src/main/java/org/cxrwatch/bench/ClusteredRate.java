package org.cxrwatch.bench;

import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A share of nights, where nights that share a baseline are no independent evidence.
 *
 * <p>The interval is that of Korn and Graubard 1998 (Survey Methodology 24:193–201): Clopper and Pearson's at the
 * number of nights that independent ones would have to be, n* = n / deff · (z / t)², with deff the variance of the
 * share between baselines (ratio estimator) over the binomial one, at least 1, and t Student's quantile at one less
 * than the baselines.
 *
 * @param nights looked at, at least 1
 * @param alarms nights among them
 * @param lower end of the 95 % interval, 0 to 1
 * @param upper end of it, 0 to 1
 * @param within share of baselines of whose nights at most 2 % are alarms, 0 to 1
 */
public record ClusteredRate(long nights, long alarms, double lower, double upper, double within) {

    /** What nine in ten baselines must keep. */
    static final double PROMISED_TO_MOST = 0.02;

    private static final double HALF_ERROR = 0.025;

    /**
     * The nights of one baseline.
     *
     * @param nights looked at
     * @param alarms nights among them
     */
    record OfBaseline(long nights, long alarms) {

        double rate() {
            return (double) alarms / nights;
        }
    }

    /** Of the nights of at least two baselines. */
    static ClusteredRate of(List<OfBaseline> baselines) {
        long nights = baselines.stream().mapToLong(OfBaseline::nights).sum();
        long alarms = baselines.stream().mapToLong(OfBaseline::alarms).sum();
        double rate = (double) alarms / nights;
        double squares = baselines.stream()
                .mapToDouble(each -> each.alarms() - rate * each.nights())
                .map(difference -> difference * difference)
                .sum();
        double clusters = baselines.size();
        double between = clusters / (clusters - 1) * squares / nights / nights;
        double binomial = rate * (1 - rate) / nights;
        double effect = binomial > 0 ? Math.max(1, between / binomial) : 1;
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(HALF_ERROR);
        double t = TDistribution.of(clusters - 1).inverseSurvivalProbability(HALF_ERROR);
        double worth = nights / effect * (z / t) * (z / t);
        double of = rate * worth;
        double within = baselines.stream()
                        .filter(each -> each.rate() <= PROMISED_TO_MOST)
                        .count()
                / clusters;
        return new ClusteredRate(
                nights,
                alarms,
                alarms == 0 ? 0 : BetaDistribution.of(of, worth - of + 1).inverseCumulativeProbability(HALF_ERROR),
                alarms == nights ? 1 : BetaDistribution.of(of + 1, worth - of).inverseSurvivalProbability(HALF_ERROR),
                within);
    }

    /** Alarms over nights. */
    public double rate() {
        return (double) alarms / nights;
    }
}
