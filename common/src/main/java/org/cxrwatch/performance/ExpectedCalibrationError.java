package org.cxrwatch.performance;

import org.cxrwatch.model.Score;

/**
 * {@code ece}, and {@code ece_width} by bins of equal width: Σ w_b |f_b − o_b| over at most 10 bins, w_b the share of
 * rows in it, f_b their mean score and o_b their share of positives; in [0, 1], 0 is best. Chance alone makes it larger
 * than 0: by about Σ w_b s_b √(2/π), s_b the standard error of o_b (the larger
 * of Agresti and Coull's and that of a share f_b). The interval, of the error without chance, allows
 * for that and holds whatever the pattern of deviations: with e_b the errors of the shares,
 *
 * <pre>
 * |error − ece| ≤ Σ w_b |e_b|,  so lower = ece − (√(2/π) Σ w_b s_b + 1.96 √((1 − 2/π) Σ w_b² s_b²)), cut at 0;
 * error ≤ ece + Σ ± w_b e_b with fixed signs,  so upper = ece + 1.96 √(Σ w_b² s_b²), cut at 1.
 * </pre>
 *
 * A lower end above 0 is evidence of miscalibration; its 95 % are a lower limit. Scores are cut to [0, 1], those that
 * are not finite left out. Beyond the capacity a score stands in the middle of its bucket. Least n: 10 scored labels,
 * below which most bins would hold one. Source: doi:10.1609/aaai.v29i1.9602 (Naeini 2015), bins as {@code
 * sklearn.calibration.calibration_curve}; the interval is the triangle inequality with normal errors.
 */
public final class ExpectedCalibrationError implements PerformanceMetric {

    private static final double FOLDED_MEAN = Math.sqrt(2 / Math.PI);

    private final ScoreBinning binning;

    /** With bins of one of both kinds. */
    public ExpectedCalibrationError(ScoreBinning binning) {
        this.binning = binning;
    }

    @Override
    public String name() {
        return "ece" + binning.suffix();
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return binning.score(outcomes, ExpectedCalibrationError::error);
    }

    private static MetricValue error(ReliabilityCurve curve) {
        double error = 0;
        double noise = 0;
        double variance = 0;
        for (ReliabilityBin bin : curve.bins()) {
            double weight = curve.weight(bin);
            error += weight * Math.abs(bin.deviation());
            noise += weight * Math.sqrt(bin.variance());
            variance += weight * weight * bin.variance();
        }
        double chance = FOLDED_MEAN * noise + Wilson.Z95 * Math.sqrt((1 - FOLDED_MEAN * FOLDED_MEAN) * variance);
        return new MetricValue(
                Score.of(
                        Range.SHARE.cut(error),
                        Range.SHARE.cut(error - chance),
                        Range.SHARE.cut(error + Wilson.Z95 * Math.sqrt(variance))),
                curve.rows());
    }
}
