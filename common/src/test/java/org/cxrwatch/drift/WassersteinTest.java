package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class WassersteinTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new Wasserstein();
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
        return Double.MAX_VALUE;
    }

    @Override
    public Exchange exchange() {
        return Exchange.NOTHING;
    }

    @Test
    void aShiftIsItsOwnDistance() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 2, 3), Samples.of(11, 12, 13));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(10));
    }

    @Test
    void aDistanceThatOverflowsIsNotANumber() {
        NumericComparison comparison = Samples.compare(Samples.of(-Double.MAX_VALUE), Samples.of(Double.MAX_VALUE));

        assertThat(measure().score(comparison)).isEqualTo(Score.none(Reason.NOT_FINITE));
    }
}
