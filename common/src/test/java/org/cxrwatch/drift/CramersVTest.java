package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class CramersVTest implements CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new CramersV();
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
    void equalSidesWithNothingInCommonAreOne() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(30L, 0L), List.of(0L, 30L));

        assertThat(measure().score(counts)).isEqualTo(Score.of(1));
    }
}
