package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code brier_resolution}: what the scores know, Stephenson's generalized resolution over 10 equal-count bins
 * ({@link BrierDecomposition}): {@code brier} = {@code brier_reliability} − it + p (1 − p), p being {@code
 * prevalence_labelled}. At most 0.25, 0 for scores that know nothing, below 0 where they mislead within bins. Larger
 * than that by chance, about Σ w_b s_b², which the interval allows for: the number less that, ± 1.96 standard errors
 * by the delta method, widened to hold the number, each row's influence being (1 − 2ō)(y − ō) + 2 (f_b − o_b)(f − y)
 * − (f_b − o_b)² − (f − y)². Least n: 10 scored labels. Source: as the decomposition.
 */
public final class BrierResolution implements PerformanceMetric {

    @Override
    public String name() {
        return "brier_resolution";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        ScoreSteps steps = outcomes.steps();
        long n = steps.rows();
        if (n < ScoreBinning.BINS) {
            return MetricValue.none(n == 0 ? outcomes.absence() : Reason.TOO_FEW_ROWS, n);
        }
        ReliabilityCurve curve = ReliabilityCurve.of(outcomes, ScoreBinning.EQUAL_COUNT);
        double value = BrierDecomposition.of(curve).orElseThrow().generalizedResolution();
        double chance = curve.bins().stream()
                .mapToDouble(bin -> curve.weight(bin) * bin.variance())
                .sum();
        double half = Wilson.Z95 * standardError(steps, curve);
        return new MetricValue(Score.of(value, value - chance - half, Math.max(value, value - chance + half)), n);
    }

    private static double standardError(ScoreSteps steps, ReliabilityCurve curve) {
        double share = (double) steps.positives() / steps.rows();
        CompensatedSum sum = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        int at = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.probabilityAt(i) > curve.bins().get(at).largest()) {
                at++;
            }
            double deviation = curve.bins().get(at).deviation();
            double ofPositive = influence(share, deviation, 1, steps.probabilityAt(i));
            double ofNegative = influence(share, deviation, 0, steps.probabilityAt(i));
            sum.add(steps.positivesAt(i) * ofPositive + steps.negativesAt(i) * ofNegative);
            squares.add(
                    steps.positivesAt(i) * ofPositive * ofPositive + steps.negativesAt(i) * ofNegative * ofNegative);
        }
        double n = steps.rows();
        return Math.sqrt(Math.max(0, squares.value() - sum.value() * sum.value() / n) / (n - 1) / n);
    }

    private static double influence(double share, double deviation, int label, double score) {
        double error = score - label;
        return (1 - 2 * share) * (label - share) + 2 * deviation * error - deviation * deviation - error * error;
    }
}
