package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityCurveTest {

    private static final double[] HUNDREDTHS =
            IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 100.0).toArray();

    @Test
    void binsOfEqualCountHoldTenthsOfTheRows() {
        ReliabilityCurve curve = ReliabilityCurve.of(spread(), ScoreBinning.EQUAL_COUNT);

        assertThat(curve.bins())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.rows()).isEqualTo(20));
        assertThat(curve.rows()).isEqualTo(200);
    }

    @Test
    void aBinTellsWhatItPromisesAndWhatItKeeps() {
        Outcomes outcomes = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.6, 0.7, 0.7)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.65)));

        ReliabilityBin bin =
                ReliabilityCurve.of(outcomes, ScoreBinning.EQUAL_WIDTH).bins().get(1);

        assertThat(bin.least()).isEqualTo(0.65);
        assertThat(bin.largest()).isEqualTo(0.7);
        assertThat(bin.rows()).isEqualTo(3);
        assertThat(bin.positives()).isEqualTo(2);
        assertThat(bin.meanScore()).isCloseTo(2.05 / 3, within(1e-15));
        assertThat(bin.observed()).isEqualTo(2 / 3.0);
        assertThat(bin.interval()).isEqualTo(Wilson.of(2, 3));
    }

    @Test
    void equalScoresAreInOneBinHoweverMany() {
        assertThat(ReliabilityCurve.of(Labelled.outcomes(40, 5, 7, 90), ScoreBinning.EQUAL_COUNT)
                        .bins())
                .extracting(ReliabilityBin::rows)
                .containsExactly(97L, 45L);
    }

    @Test
    void withoutAScoredLabelThereIsNoPoint() {
        Outcomes unscored = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, Double.NaN));

        assertThat(ReliabilityCurve.of(unscored, ScoreBinning.EQUAL_COUNT).bins())
                .isEmpty();
        assertThat(BrierDecomposition.of(ReliabilityCurve.of(unscored, ScoreBinning.EQUAL_COUNT)))
                .isEmpty();
    }

    @Test
    void thresholdsCountWhatWouldHaveBeenSaid() {
        Outcomes outcomes = spread();

        assertThat(outcomes.at(0.5)).isEqualTo(new Confusion(51, 51, 49, 49));
        assertThat(outcomes.at(0)).isEqualTo(new Confusion(100, 100, 0, 0));
        assertThat(outcomes.at(1.01)).isEqualTo(new Confusion(0, 0, 100, 100));
        assertThat(Outcomes.of(Labelled.none(), Labelled.POSITIVE, 3).at(0.5)).isEqualTo(Confusion.NONE);
    }

    private static Outcomes spread() {
        return Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, HUNDREDTHS)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, HUNDREDTHS)));
    }
}
