package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(longs = {30, 3, 1})
    void sidesWithNothingInCommonAreOneHoweverUnequal(long rows) {
        PairedCounts counts = PairedCounts.ofCategories(List.of(30L, 0L), List.of(0L, rows));

        assertThat(measure().score(counts).number().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    /** √(n_R n_C)/(n_R + n_C) as large: 0.33 against 0.5. */
    @Test
    void theSameSharesGiveLessTheMoreUnequalTheSidesAre() {
        PairedCounts equal = PairedCounts.ofCategories(List.of(50L, 50L), List.of(51L, 49L));
        PairedCounts unequal = PairedCounts.ofCategories(List.of(350L, 350L), List.of(51L, 49L));

        double ratio = measure().score(unequal).number().orElseThrow()
                / measure().score(equal).number().orElseThrow();
        assertThat(ratio).isCloseTo(Math.sqrt(7) / 4, within(1e-3));
    }
}
