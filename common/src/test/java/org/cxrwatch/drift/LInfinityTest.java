package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LInfinityTest implements CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new LInfinity();
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

    /** Deequ's KLLDistanceTest, "linf_simple". */
    @Test
    void itIsWhatDeequPublishes() {
        PairedCounts counts =
                PairedCounts.ofCategories(List.of(10L, 20L, 25L, 10L, 5L), List.of(11L, 20L, 25L, 10L, 10L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.06015037593984962, within(1e-15));
    }

    /** Deequ's KLLDistanceTest, "linf_simple with different bin value": b is gone, f is new. */
    @Test
    void itIsWhatDeequPublishesForValuesOfOneSideOnly() {
        PairedCounts counts =
                PairedCounts.ofCategories(List.of(10L, 20L, 25L, 10L, 5L, 0L), List.of(20L, 0L, 25L, 10L, 10L, 11L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.2857142857142857, within(1e-15));
    }
}
