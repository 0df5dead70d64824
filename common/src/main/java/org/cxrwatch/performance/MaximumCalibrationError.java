package org.cxrwatch.performance;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.cxrwatch.model.Score;

/**
 * {@code mce}, and {@code mce_width} by bins of equal width: the largest |f_b − o_b| of at most 10 bins, f_b the mean
 * score and o_b the share of positives; in [0, 1], 0 is best. The smallest bin often has it, by chance, most of all
 * with equal width. Interval, of the largest without chance: from the largest distance between f_b and Clopper and
 * Pearson's interval of o_b at 1 − 0.05/bins (Bonferroni, as any bin may seem the worst) to the largest between f_b
 * and the far end of Wilson's at 95 %; it holds with at least 95 %. Scores are cut to [0, 1], those that are not
 * finite left out. Beyond the capacity a score stands in the middle of its bucket. Least n: 10 scored labels. Source:
 * doi:10.1609/aaai.v29i1.9602 (Naeini 2015).
 */
public final class MaximumCalibrationError implements PerformanceMetric {

    private static final double TAILS = 0.05;

    private final ScoreBinning binning;

    /** With bins of one of both kinds. */
    public MaximumCalibrationError(ScoreBinning binning) {
        this.binning = binning;
    }

    @Override
    public String name() {
        return "mce" + binning.suffix();
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return binning.score(outcomes, MaximumCalibrationError::largest);
    }

    private static MetricValue largest(ReliabilityCurve curve) {
        double tail = TAILS / 2 / curve.bins().size();
        double error = 0;
        double lower = 0;
        double upper = 0;
        for (ReliabilityBin bin : curve.bins()) {
            double promised = bin.meanScore();
            long negatives = bin.rows() - bin.positives();
            error = Math.max(error, Math.abs(bin.deviation()));
            lower = Math.max(
                    lower,
                    Math.max(
                            least(bin.positives(), bin.rows(), tail) - promised,
                            least(negatives, bin.rows(), tail) - (1 - promised)));
            upper = Math.max(
                    upper,
                    Math.max(promised - bin.interval().lower(), bin.interval().upper() - promised));
        }
        return new MetricValue(Score.of(error, Math.min(error, lower), Math.max(error, upper)), curve.rows());
    }

    /** Clopper and Pearson's lower end of a share. */
    private static double least(long hits, long n, double tail) {
        return hits == 0 ? 0 : BetaDistribution.of(hits, n - hits + 1.0).inverseCumulativeProbability(tail);
    }
}
