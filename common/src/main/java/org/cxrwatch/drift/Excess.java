package org.cxrwatch.drift;

import java.util.function.ToDoubleFunction;
import org.cxrwatch.model.Score;

/**
 * {@code js_excess}, {@code tv_excess}: a distance less what chance gives at these sizes, √max(0, d² − E₀d²), in [0,
 * 1], symmetric; 0 for most windows in which nothing changed. It is what people see and severity uses: a raw
 * distance of 0.3 means nothing at 50 rows. Bins, least n and rows without a value as with the distance itself.
 */
public final class Excess implements CountMeasure {

    private final String name;
    private final ToDoubleFunction<PairedCounts> square;
    private final ChanceLevel chance;

    private Excess(String name, ToDoubleFunction<PairedCounts> square, ChanceLevel chance) {
        this.name = name;
        this.square = square;
        this.chance = chance;
    }

    /** {@code js_excess}, of the {@link JensenShannon} distance: E₀d² = (B − 1)(1/n_C + 1/n_R) / (8 ln 2). */
    public static Excess ofJensenShannon() {
        return new Excess("js_excess", JensenShannon::divergence, new JensenShannonChance());
    }

    /** {@code tv_excess}, of the {@link TotalVariation} distance: E₀d² from the shares of both sides together. */
    public static Excess ofTotalVariation() {
        return new Excess(
                "tv_excess",
                counts -> TotalVariation.distance(counts) * TotalVariation.distance(counts),
                new TotalVariationChance());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(
                () -> Math.sqrt(Math.max(0, square.applyAsDouble(counts) - chance.expectedSquare(counts))));
    }
}
