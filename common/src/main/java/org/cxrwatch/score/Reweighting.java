package org.cxrwatch.score;

import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.summary.DistributionPart;

/**
 * A reference with the mix of predicted classes of a window: r_j = Σ_g w_g R_gj / n_Rg, where w_g is the share of class
 * g in the window. What still differs from it is not a matter of prevalence. It informs and decides nothing; it takes
 * the days as no more different than chance (φ = 1).
 */
final class Reweighting {

    private Reweighting() {}

    /** The distance that is left; {@code after} are the window's shares in the same bins. */
    static Effect effect(
            Map<String, Double> weights, Map<String, double[]> sharesByClass, double[] after, double variance) {
        double[] expected = new double[after.length];
        weights.forEach((name, weight) -> {
            double[] shares = sharesByClass.get(name);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weight * shares[i];
            }
        });
        return Effect.ofNumbers(expected, after, 1, variance);
    }

    /** 1/n_C + Σ w_g² / n_Rg: what stands for 1/n_C + 1/n_R. */
    static double variance(Map<String, Double> weights, DistributionPart reference, DistributionPart window) {
        double variance = 1.0 / window.rows();
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            variance += weight.getValue() * weight.getValue() / reference.rowsOf(weight.getKey());
        }
        return variance;
    }

    /** The window's share of each class that the reference has, made to sum to 1; empty if it has none of them. */
    static Map<String, Double> weights(DistributionPart reference, DistributionPart window) {
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

    /** The rows of one class. */
    static DistributionPart onlyClass(DistributionPart part, String name) {
        return DistributionPart.of(
                part.resolution(), Map.of(name, part.classes().find(name).orElseThrow()));
    }
}
