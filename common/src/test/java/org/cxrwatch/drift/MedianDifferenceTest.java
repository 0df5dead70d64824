package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class MedianDifferenceTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new MedianDifference();
    }

    @Override
    public double unmoved() {
        return 0;
    }

    @Override
    public double least() {
        return -Double.MAX_VALUE;
    }

    @Override
    public double largest() {
        return Double.MAX_VALUE;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CHANGES_SIGN;
    }

    @Test
    void oneWildValueMovesItLittle() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 2, 3), Samples.of(1, 2, 3, 4, 1e300));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(1));
    }
}
