package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

class TotalVariationExcessTest implements CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return Excess.ofTotalVariation();
    }

    @Override
    public double unmoved() {
        return 0;
    }

    @Override
    public double least() {
        return 0;
    }

    @Override
    public double largest() {
        return 1;
    }

    @Override
    public boolean isSymmetric() {
        return true;
    }

    @Test
    void forTwoClassesChanceIsTheVarianceOfADifferenceOfShares() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(60L, 40L), List.of(10L, 40L));
        double pooled = 70 / 150.0;

        assertThat(new TotalVariationChance().expectedSquare(counts))
                .isCloseTo(pooled * (1 - pooled) * (1 / 100.0 + 1 / 50.0), within(1e-15));
    }

    @Test
    void whatChanceGivesIsTheMeanOfWhatItGives() {
        double mean = Chance.meanSquare(new double[] {0.5, 0.3, 0.15, 0.05}, new TotalVariation());

        PairedCounts even = PairedCounts.ofCategories(List.of(1_500L, 900L, 450L, 150L), List.of(200L, 120L, 60L, 20L));
        assertThat(mean).isCloseTo(new TotalVariationChance().expectedSquare(even), withinPercentage(3));
    }

    @Test
    void oneClassLeavesNothingToChance() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(60L, 0L), List.of(10L, 0L));

        assertThat(new TotalVariationChance().expectedSquare(counts)).isZero();
    }
}
