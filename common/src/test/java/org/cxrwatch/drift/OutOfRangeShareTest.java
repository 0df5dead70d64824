package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class OutOfRangeShareTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new OutOfRangeShare();
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

    @Test
    void theReferencesExtremesAreWithin() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 5), Samples.of(0, 1, 3, 5, 6));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(0.4));
    }
}
