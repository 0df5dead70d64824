package org.cxrwatch.performance;

import java.util.Optional;
import org.cxrwatch.summary.CompensatedSum;

/**
 * What the Brier score is made of: reliability (promises that are not kept, 0 is best) − resolution (how far bins
 * differ from the whole, larger is better) + uncertainty (how mixed the classes are; no matter of the model). Scores
 * within a bin differ too: with Stephenson's two terms the five add up to the Brier score of the scores themselves,
 *
 * <pre>
 * Σ w (f − o)² − Σ w (o − ō)² + ō (1 − ō) + (1/n) Σ Σ (f_j − f)² − (2/n) Σ Σ (f_j − f)(y_j − o).
 * </pre>
 *
 * Source: doi:10.1175/1520-0450(1973)012&lt;0595:ANVPOT&gt;2.0.CO;2 (Murphy 1973); doi:10.1175/2007WAF2006116.1
 * (Stephenson, Coelho and Jolliffe 2008).
 *
 * @param reliability Σ w_b (f_b − o_b)²
 * @param resolution Σ w_b (o_b − ō)²
 * @param uncertainty ō (1 − ō)
 * @param withinVariance the mean squared deviation of scores from their bin's mean
 * @param withinCovariance the mean product of that deviation and the label's
 */
public record BrierDecomposition(
        double reliability, double resolution, double uncertainty, double withinVariance, double withinCovariance) {

    /** By these bins; empty without a scored label. */
    public static Optional<BrierDecomposition> of(ReliabilityCurve curve) {
        long n = curve.rows();
        if (n == 0) {
            return Optional.empty();
        }
        double share = (double) curve.bins().stream()
                        .mapToLong(ReliabilityBin::positives)
                        .sum()
                / n;
        CompensatedSum reliability = new CompensatedSum();
        CompensatedSum resolution = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        CompensatedSum products = new CompensatedSum();
        for (ReliabilityBin bin : curve.bins()) {
            double weight = curve.weight(bin);
            reliability.add(weight * bin.deviation() * bin.deviation());
            resolution.add(weight * (bin.observed() - share) * (bin.observed() - share));
            squares.add(bin.squares() / n);
            products.add(bin.products() / n);
        }
        return Optional.of(new BrierDecomposition(
                reliability.value(), resolution.value(), share * (1 - share), squares.value(), products.value()));
    }

    /** Stephenson's generalized resolution, with which three terms add up; below 0 where scores mislead within bins. */
    public double generalizedResolution() {
        return resolution - withinVariance + 2 * withinCovariance;
    }

    /** The Brier score. */
    public double brier() {
        return reliability - generalizedResolution() + uncertainty;
    }
}
