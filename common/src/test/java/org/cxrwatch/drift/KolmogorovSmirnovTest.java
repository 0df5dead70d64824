package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new KolmogorovSmirnov();
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

    @Test
    void aShiftBeyondTheRangeIsOne() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 2, 3), Samples.of(4, 5));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(1));
    }

    @Test
    void bothFunctionsAreComparedAfterAllEqualValues() {
        // F_R(1) = 3/4, F_C(1) = 1/4: scipy.stats.ks_2samp([1, 1, 1, 2], [1, 2, 2, 2]) in SciPy 1.17.1
        NumericComparison comparison = Samples.compare(Samples.of(1, 1, 1, 2), Samples.of(1, 2, 2, 2));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(0.5));
    }
}
