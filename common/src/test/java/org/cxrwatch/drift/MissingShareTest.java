package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class MissingShareTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public MissingShare measure() {
        return new MissingShare();
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
        return Exchange.ANYTHING;
    }

    @Override
    public boolean isSymmetric() {
        return false;
    }

    @Test
    void rowsWithoutAFiniteValueCount() {
        NumericSample window = Samples.withMissing(3, 1, 2, 3, 4, 5, 6, Double.NaN);

        assertThat(measure().score(Samples.compare(Samples.of(1, 2), window))).isEqualTo(Score.of(0.4));
    }

    @Test
    void aReferenceIsNotNeeded() {
        assertThat(measure().score(Samples.compare(Samples.of(), Samples.withMissing(1, 2))))
                .isEqualTo(Score.of(0.5));
    }

    @Test
    void rowsWithoutACategoryCount() {
        CategoricalComparison comparison = Samples.compare(Samples.categories(0, 9), Samples.categories(5, 15));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(0.25));
    }
}
