package org.cxrwatch.performance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * {@code spiegelhalter_p}: the probability of a {@link SpiegelhalterZ} at least as far from 0 if scores were
 * probabilities, 2 P(N > |z|), in [0, 1]. It has no interval. Cuts, absences and source as the statistic.
 */
public final class SpiegelhalterProbability implements PerformanceMetric {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Override
    public String name() {
        return "spiegelhalter_p";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        MetricValue statistic = new SpiegelhalterZ().score(outcomes);
        return statistic.score().number().isPresent()
                ? MetricValue.exact(
                        2
                                * NORMAL.survivalProbability(
                                        Math.abs(statistic.score().number().getAsDouble())),
                        statistic.n())
                : statistic;
    }
}
