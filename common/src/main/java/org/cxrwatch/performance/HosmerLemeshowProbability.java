package org.cxrwatch.performance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * {@code hosmer_lemeshow_p}: the probability of a {@link HosmerLemeshow} at least as large if scores were
 * probabilities, by chi-square with as many degrees of freedom as bins; in [0, 1]. It has no interval. Absences and
 * source as the statistic.
 */
public final class HosmerLemeshowProbability implements PerformanceMetric {

    @Override
    public String name() {
        return "hosmer_lemeshow_p";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        MetricValue statistic = new HosmerLemeshow().score(outcomes);
        if (statistic.score().number().isEmpty()) {
            return statistic;
        }
        int bins = ScoreBinning.EQUAL_COUNT.bins(outcomes.steps()).size();
        double p = ChiSquaredDistribution.of(bins)
                .survivalProbability(statistic.score().number().getAsDouble());
        return MetricValue.exact(p, statistic.n());
    }
}
