package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class TotalVariationTest implements CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new TotalVariation();
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
    void itIsTheShareThatWouldHaveToChangeItsClass() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(50L, 50L, 0L), List.of(25L, 50L, 25L));

        assertThat(measure().score(counts)).isEqualTo(Score.of(0.25));
    }
}
