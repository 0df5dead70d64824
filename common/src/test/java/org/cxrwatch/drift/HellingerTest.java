package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HellingerTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new Hellinger();
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
    public Exchange exchange() {
        return Exchange.NOTHING;
    }

    @Override
    public boolean isSymmetric() {
        return true;
    }

    /** Evidently's unit tests of its Hellinger distance. */
    @Test
    void itIsWhatEvidentlyPublishes() {
        PairedCounts counts =
                PairedCounts.ofCategories(List.of(16L, 18L, 16L, 14L, 12L, 12L), List.of(16L, 16L, 16L, 16L, 16L, 8L));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(0.06812, within(1e-5));
    }
}
