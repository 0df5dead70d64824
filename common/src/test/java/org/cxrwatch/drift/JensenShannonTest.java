package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class JensenShannonTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new JensenShannon();
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

    @Override
    public boolean isSymmetric() {
        return true;
    }

    /** TFDV's metrics_test: shares ½ ½ 0 0 and 0 ¼ ¼ ½ after its rebinning, divergence to base 2. */
    @Test
    void itsSquareIsTheDivergenceThatTfdvPublishes() {
        PairedCounts counts = Samples.bins(List.of(2L, 2L, 0L, 0L), List.of(0L, 1L, 1L, 2L));

        assertThat(JensenShannon.divergence(counts)).isCloseTo(0.65563906222, within(1e-11));
    }

    @Test
    void nothingInCommonIsOne() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(3L, 0L), List.of(0L, 5L));

        assertThat(measure().score(counts)).isEqualTo(Score.of(1));
    }

    @Test
    void aNumberThatIsNoLongerLoggedHasMovedAsFarAsItCan() {
        NumericComparison comparison = Samples.compare(Samples.of(1, 2, 3), Samples.withMissing(40));

        assertThat(measure().score(comparison)).isEqualTo(Score.of(1));
    }

    @Test
    void aNumberThatNeverChangedIsSeenToRiseAndToFall() {
        assertThat(measure().score(Samples.compare(Samples.of(7, 7, 7), Samples.of(7.5, 8))))
                .isEqualTo(Score.of(1));
        assertThat(measure().score(Samples.compare(Samples.of(7, 7, 7), Samples.of(6, 6.5))))
                .isEqualTo(Score.of(1));
    }
}
