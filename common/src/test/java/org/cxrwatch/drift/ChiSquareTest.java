package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class ChiSquareTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return new ChiSquare();
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

    @Override
    public boolean isSymmetric() {
        return true;
    }

    @Test
    void tooFewRowsForTwoGroupsAreSaidToBe() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(100L, 100L), List.of(1L, 1L));

        assertThat(measure().score(counts)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void oneAndTheSameValueOnBothSidesHasNotMoved() {
        PairedCounts counts = PairedCounts.ofCategories(List.of(100L, 0L), List.of(1L, 0L));

        assertThat(measure().score(counts)).isEqualTo(Score.of(0));
    }

    @Override
    public Reason saysOfNoValues() {
        return Reason.TOO_FEW_ROWS;
    }
}
