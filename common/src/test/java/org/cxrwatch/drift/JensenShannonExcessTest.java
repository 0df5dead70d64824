package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Collections;
import java.util.List;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class JensenShannonExcessTest implements NumericMeasureContract, CategoricalMeasureContract {

    @Override
    public CountMeasure measure() {
        return Excess.ofJensenShannon();
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

    @Test
    void itIsTheDistanceLessWhatChanceGives() {
        PairedCounts counts = Samples.bins(List.of(50L, 50L), List.of(10L, 40L));
        double square = JensenShannon.divergence(counts);
        double byChance = (1 / 100.0 + 1 / 50.0) / (8 * Math.log(2));

        assertThat(measure().score(counts)).isEqualTo(Score.of(Math.sqrt(square - byChance)));
        assertThat(new JensenShannonChance().expectedSquare(counts)).isCloseTo(byChance, within(1e-15));
    }

    @Test
    void whatChanceGivesIsTheMeanOfWhatItGives() {
        double mean =
                Chance.meanSquare(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, measureOfDistance());

        PairedCounts even = Samples.bins(
                Collections.nCopies(10, Chance.REFERENCE / 10), Collections.nCopies(10, Chance.WINDOW / 10));
        assertThat(mean).isCloseTo(new JensenShannonChance().expectedSquare(even), withinPercentage(3));
    }

    private static CountMeasure measureOfDistance() {
        return new JensenShannon();
    }
}
