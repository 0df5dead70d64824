package org.cxrwatch.score;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.summary.DistributionPart;

/**
 * A reference with the mix of predicted classes of a window: r_j = Σ_g w_g R_gj / n_Rg, where w_g is the share of class
 * g in the window. What still differs from it is not a matter of prevalence. It informs and decides nothing.
 */
final class Reweighting {

    private Reweighting() {}

    static Optional<Effect> effect(Binning binning, DistributionPart reference, DistributionPart window) {
        Map<String, Double> weights = weights(reference, window);
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        long[] after = binning.count(window);
        double[] expected = new double[after.length];
        double variance = 1.0 / window.rows();
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            DistributionPart ofClass = onlyClass(reference, weight.getKey());
            double[] shares = SliceReference.shares(binning.count(ofClass));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weight.getValue() * shares[i];
            }
            variance += weight.getValue() * weight.getValue() / ofClass.rows();
        }
        return Optional.of(Effect.ofNumbers(expected, SliceReference.shares(after), 1, variance));
    }

    /** The window's share of each class that the reference has, made to sum to 1. */
    private static Map<String, Double> weights(DistributionPart reference, DistributionPart window) {
        Map<String, Double> weights = new TreeMap<>();
        reference.classes().entries().forEach((name, part) -> {
            if (part.rows() > 0 && window.rowsOf(name) > 0) {
                weights.put(name, (double) window.rowsOf(name));
            }
        });
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        weights.replaceAll((name, rows) -> rows / sum);
        return weights;
    }

    private static DistributionPart onlyClass(DistributionPart part, String name) {
        return DistributionPart.of(
                part.resolution(), Map.of(name, part.classes().find(name).orElseThrow()));
    }
}
