package org.cxrwatch.drift;

import java.util.stream.IntStream;

/**
 * E₀d² of the {@link TotalVariation} distance: ¼ Σᵢ Σⱼ E|zᵢ zⱼ| for differences of shares zᵢ that are jointly normal
 * with variance πᵢ(1 − πᵢ)(1/n_C + 1/n_R) and correlation ρ = −√(πᵢπⱼ / ((1 − πᵢ)(1 − πⱼ))), where E|zᵢ zⱼ| = (2/π)
 * σᵢ σⱼ (√(1 − ρ²) + ρ arcsin ρ). The shares π are those of both sides together. For two classes it is exact: π(1 −
 * π)(1/n_C + 1/n_R). At most 1, as d² is.
 */
public final class TotalVariationChance implements ChanceLevel {

    @Override
    public double expectedSquare(PairedCounts counts) {
        double[] pooled = IntStream.range(0, counts.size())
                .mapToDouble(counts::pooledShare)
                .toArray();
        return Math.min(1, meanSquare(pooled, counts.samplingScale()));
    }

    /**
     * E₀d² before it is held to 1, for whoever knows the shares and not the counts.
     *
     * @param pooled shares π of both sides together, each 0 to 1; those of empty classes add nothing
     * @param scale 1/n_C + 1/n_R or what stands for it, above 0
     * @return at least 0; NaN if a share is
     */
    public static double meanSquare(double[] pooled, double scale) {
        double sum = 0;
        for (int i = 0; i < pooled.length; i++) {
            for (int j = 0; j < pooled.length; j++) {
                sum += product(pooled[i], pooled[j], i - j);
            }
        }
        return sum * scale / 4;
    }

    private static double product(double one, double other, int apart) {
        double deviations = Math.sqrt(one * (1 - one) * other * (1 - other));
        if (!(deviations > 0) || apart == 0) {
            return deviations;
        }
        double correlation = -Math.min(1, Math.sqrt(one * other / ((1 - one) * (1 - other))));
        double shape = Math.sqrt(1 - correlation * correlation) + correlation * Math.asin(correlation);
        return deviations * shape * 2 / Math.PI;
    }
}
