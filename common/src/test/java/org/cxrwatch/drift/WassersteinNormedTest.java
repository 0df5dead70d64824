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

    /** Its deviation is 3e298 and its variance no double: beside it everything would seem to be 0. */
    @Test
    void aReferenceWhoseVarianceOverflowsIsNoMeasure() {
        double[] reference = Samples.normal(51, 1_000, 0, 1);
        reference[0] = 1e300;

        assertThat(measure().score(Samples.compare(Samples.of(reference), Samples.of(Samples.normal(52, 100, 3, 1)))))
                .isEqualTo(Score.none(Reason.NOT_FINITE));
    }
}
