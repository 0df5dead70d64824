package org.cxrwatch.performance;

import java.util.List;
import org.cxrwatch.model.Reason;

/**
 * {@code hosmer_lemeshow}: Σ (o_b − e_b)² / (e_b (1 − e_b/n_b)) over at most 10 bins of equally many rows, o_b their
 * positives and e_b the sum of their scores; at least 0. If scores are probabilities it is chi-square with as many
 * degrees of freedom as bins, none being lost, as nothing was fitted to these rows (its p is {@link
 * HosmerLemeshowProbability}). It is a test: it has no interval, and grows with the rows. Mean scores are cut to
 * [10⁻⁶, 1 − 10⁻⁶]; scores that are not finite are left out. Beyond the capacity a score stands in the middle of its
 * bucket. Least n: 10 scored labels; the p-value is near where e_b and n_b − e_b are at least 5 in most bins. Source:
 * Hosmer, Lemeshow and Sturdivant 2013, doi:10.1002/9781118548387, §5.2.2.
 */
public final class HosmerLemeshow implements PerformanceMetric {

    @Override
    public String name() {
        return "hosmer_lemeshow";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        List<ReliabilityBin> bins = ScoreBinning.EQUAL_COUNT.bins(outcomes.steps());
        long n = outcomes.scored();
        if (n < ScoreBinning.BINS) {
            return MetricValue.none(n == 0 ? outcomes.absence() : Reason.TOO_FEW_ROWS, n);
        }
        return MetricValue.exact(bins.stream().mapToDouble(HosmerLemeshow::term).sum(), n);
    }

    private static double term(ReliabilityBin bin) {
        double promised = Math.min(1 - ScoreSteps.EPSILON, Math.max(ScoreSteps.EPSILON, bin.meanScore()));
        double difference = bin.observed() - promised;
        return bin.rows() * difference * difference / (promised * (1 - promised));
    }
}
