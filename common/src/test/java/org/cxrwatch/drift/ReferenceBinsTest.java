package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class ReferenceBinsTest {

    private static final double[] HUNDRED_ONE =
            IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();

    @Test
    void edgesAreTheInnerDecilesAsNumpyHasThem() {
        // numpy.quantile(numpy.arange(101), numpy.linspace(0, 1, 11)) in NumPy 2.4.6
        assertThat(bins(HUNDRED_ONE).edges())
                .containsExactly(10.0, 20.0, 30.000000000000004, 40.0, 50.0, 60.00000000000001, 70.0, 80.0, 90.0);
    }

    @Test
    void equalDecilesAreOneEdge() {
        assertThat(bins(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1.5, 2, 3, 4)
                        .edges())
                .containsExactly(0.0, 1.0, 2.0);
    }

    @Test
    void aTieAtTheTopHasABinAboveIt() {
        ReferenceBins bins = bins(0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7);

        assertThat(bins.edges()).containsExactly(7.0, Math.nextUp(7.0));
        assertThat(bins.count(Samples.of(6, 7, 7, 8, 9, 10).values().histogram(), 4))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void theLargestDoubleHasNothingAboveIt() {
        assertThat(bins(Double.MAX_VALUE).edges()).containsExactly(Double.MAX_VALUE);
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(bins(-0.0, 0.0, -0.0).edges()).containsExactly(0.0, Double.MIN_VALUE);
    }

    @Test
    void aBinHoldsItsLowerEdgeAndNotItsUpperOne() {
        ReferenceBins bins = new ReferenceBins(List.of(1.0, 2.0));

        assertThat(bins.count(Samples.of(0.5, 1, 1.5, 2, 1e300).values().histogram(), 0))
                .containsExactly(1, 2, 2, 0);
    }

    @Test
    void withoutValuesThereIsOneBinAndThatOfTheRest() {
        assertThat(bins().size()).isEqualTo(2);
    }

    @Test
    void edgesThatDoNotAscendAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferenceBins(List.of(2.0, 2.0)))
                .withMessage("Edges of bins are finite and ascend, got [2.0, 2.0].");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReferenceBins(List.of(Double.POSITIVE_INFINITY)));
    }

    @Test
    void windowsAreCountedInTheReferencesBinsWhateverTheyHold() {
        NumericSample reference = Samples.of(HUNDRED_ONE);
        ReferenceBins owned = ReferenceBins.deciles(reference.values());
        NumericSample window = Samples.of(500, 501, 502);

        PairedCounts given = NumericComparison.of(reference, window, owned).counts();
        PairedCounts derived = NumericComparison.of(reference, window).counts();

        assertThat(IntStream.range(0, given.size()).mapToObj(given::windowAt))
                .containsExactlyElementsOf(IntStream.range(0, derived.size())
                        .mapToObj(derived::windowAt)
                        .toList());
        assertThat(given.windowAt(9)).isEqualTo(3);
    }

    private static ReferenceBins bins(double... reference) {
        return ReferenceBins.deciles(NumericSummary.of(Resolution.BASELINE, reference));
    }
}
