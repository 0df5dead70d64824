package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class WassersteinNormedTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new WassersteinNormed();
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
        return Exchange.ANYTHING;
    }

    @Test
    void aReferenceThatDoesNotVaryHasNoScale() {
        NumericComparison comparison = Samples.compare(Samples.of(7, 7, 7), Samples.of(8, 9));

        assertThat(measure().score(comparison)).isEqualTo(Score.none(Reason.NOT_FINITE));
    }

    @Test
    void oneValueHasNoScale() {
        NumericComparison comparison = Samples.compare(Samples.of(7), Samples.of(8, 9));

        assertThat(measure().score(comparison)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }
}
