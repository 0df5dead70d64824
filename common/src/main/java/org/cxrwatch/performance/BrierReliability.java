package org.cxrwatch.performance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.cxrwatch.model.Score;

/**
 * {@code brier_reliability}: the part of the Brier score that comes of scores that are no probabilities, Σ w_b (f_b −
 * o_b)² over 10 equal-count bins ({@link BrierDecomposition}); in [0, 1], 0 is best, larger than that by chance.
 * Interval, of the reliability without chance, as that of {@link ExpectedCalibrationError} with √Σ w (·)² for Σ w |·|:
 * lower = (√r − √q)², 0 if q > r, q the 97.5 % quantile of Σ w_b e_b² (Satterthwaite's chi-square); upper = (√r + 1.96
 * √max w_b s_b²)². It holds with at least 95 %. Least n: 10 scored labels. Source: as the decomposition.
 */
public final class BrierReliability implements PerformanceMetric {

    private static final double UPPER = 0.975;

    @Override
    public String name() {
        return "brier_reliability";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return ScoreBinning.EQUAL_COUNT.score(outcomes, BrierReliability::reliability);
    }

    private static MetricValue reliability(ReliabilityCurve curve) {
        double squares = 0;
        double mean = 0;
        double variance = 0;
        double largest = 0;
        for (ReliabilityBin bin : curve.bins()) {
            double noise = curve.weight(bin) * bin.variance();
            squares += curve.weight(bin) * bin.deviation() * bin.deviation();
            mean += noise;
            variance += 2 * noise * noise;
            largest = Math.max(largest, noise);
        }
        double degrees = 2 * mean * mean / variance;
        double chance = mean / degrees * ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(UPPER);
        double lower = Math.max(0, Math.sqrt(squares) - Math.sqrt(chance));
        double upper = Math.sqrt(squares) + Wilson.Z95 * Math.sqrt(largest);
        return new MetricValue(Score.of(squares, lower * lower, Math.min(1, upper * upper)), curve.rows());
    }
}
