package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
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
        PairedCounts counts = PairedCounts.ofBins(List.of(50L, 50L), List.of(10L, 40L));
        double square = JensenShannon.divergence(counts);
        double byChance = (1 / 100.0 + 1 / 50.0) / (8 * Math.log(2));

        assertThat(measure().score(counts)).isEqualTo(Score.of(Math.sqrt(square - byChance)));
        assertThat(Excess.ofJensenShannon().expected(counts)).isEqualTo(Score.of(Math.sqrt(byChance)));
    }

    @Test
    void whatChanceGivesIsTheMeanOfWhatItGives() {
        double mean =
                Chance.meanSquare(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, measureOfDistance());

        PairedCounts even = PairedCounts.ofBins(
                Collections.nCopies(10, Chance.REFERENCE / 10), Collections.nCopies(10, Chance.WINDOW / 10));
        double expected = Excess.ofJensenShannon().expected(even).number().orElseThrow();
        assertThat(mean).isCloseTo(expected * expected, withinPercentage(3));
    }

    private static CountMeasure measureOfDistance() {
        return new JensenShannon();
    }
}
