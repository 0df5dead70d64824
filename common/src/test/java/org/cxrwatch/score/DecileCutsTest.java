package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

/** Expected bins are worked out by hand from the rule: the cut nearest to each tenth, and one beside a spike. */
class DecileCutsTest {

    @Test
    void distinctValuesAreCutIntoTenths() {
        AdaptiveHistogram hundred = values(IntStream.rangeClosed(1, 100).asDoubleStream());
        DecileCuts cuts = DecileCuts.of(hundred);
        assertThat(cuts.count(hundred)).containsOnly(10).hasSize(10);
        assertThat(cuts.labels()).startsWith("≤ 10.0000", "≤ 20.0000").endsWith("≤ 90.0000", "> 90.0000");
    }

    @Test
    void aCutBelongsToTheBinOnItsLeft() {
        DecileCuts cuts = DecileCuts.of(values(IntStream.rangeClosed(1, 100).asDoubleStream()));
        assertThat(cuts.count(values(10, Math.nextUp(10.0)))).startsWith(1, 1);
        assertThat(cuts.count(values(-1e300, 1e300))).startsWith(1).endsWith(1);
    }

    @Test
    void tiesKeepTheirCutsApart() {
        // 1×5, 2×40, 3×5, 4×50: tenths 1 to 4 are nearest to 5 or 45, 5 to 45 or 50, those above to 50.
        AdaptiveHistogram ties = values(repeat(1, 5), repeat(2, 40), repeat(3, 5), repeat(4, 50));
        DecileCuts cuts = DecileCuts.of(ties);
        assertThat(cuts.labels())
                .containsExactly(
                        "< 1.00000",
                        "≤ 1.00000",
                        "< 2.00000",
                        "≤ 2.00000",
                        "< 3.00000",
                        "≤ 3.00000",
                        "< 4.00000",
                        "≤ 4.00000",
                        "> 4.00000");
        assertThat(cuts.count(ties)).containsExactly(0, 5, 0, 40, 0, 5, 0, 50, 0);
    }

    @Test
    void ofTwoCutsEquallyNearTheSmallerIsTaken() {
        // Cumulative 4 and 6 of 10 are equally near to the fifth tenth; 4 is taken for it, 6 for the sixth.
        AdaptiveHistogram twins = values(repeat(1, 4), repeat(2, 2), repeat(3, 4));
        assertThat(DecileCuts.of(twins).count(twins)).containsExactly(0, 4, 2, 4, 0);
    }

    @Test
    void aSpikeAtTheLowEndIsABinOfItsOwnAndLeavingItIsSeen() {
        AdaptiveHistogram nearlyZero = values(repeat(0, 98), repeat(0.3, 1), repeat(0.5, 1));
        DecileCuts cuts = DecileCuts.of(nearlyZero);
        assertThat(cuts.count(nearlyZero)).containsExactly(0, 98, 2);
        assertThat(cuts.count(values(-0.0, 0.0, 0.1, -0.1))).containsExactly(1, 2, 1);
    }

    @Test
    void aSpikeAtTheHighEndToo() {
        AdaptiveHistogram full = values(repeat(0.2, 1), repeat(0.4, 1), repeat(1, 98));
        DecileCuts cuts = DecileCuts.of(full);
        assertThat(cuts.count(full)).containsExactly(2, 0, 98, 0);
        assertThat(cuts.count(values(0.9, 1, 1.1))).containsExactly(0, 1, 1, 1);
    }

    @Test
    void aSpikeInTheMiddleCanBeLeftEitherWay() {
        AdaptiveHistogram middle = values(
                IntStream.range(0, 20).mapToDouble(i -> i),
                repeat(100, 60),
                IntStream.range(0, 20).mapToDouble(i -> 200 + i));
        DecileCuts cuts = DecileCuts.of(middle);
        int spike = cuts.labels().indexOf("≤ 100.000");
        assertThat(cuts.labels().get(spike - 1)).isEqualTo("< 100.000");
        assertThat(cuts.count(middle)[spike]).isEqualTo(60);
        assertThat(cuts.count(values(99, 100, 101))[spike]).isEqualTo(1);
    }

    @Test
    void valuesThatOccurOnceAreNoSpikesHoweverFewThereAre() {
        AdaptiveHistogram ten = values(IntStream.rangeClosed(1, 10).asDoubleStream());
        assertThat(DecileCuts.of(ten).labels()).hasSize(12).doesNotContain("< 2.00000", "< 10.0000");
    }

    @Test
    void aConstantHasABinOnEitherSide() {
        AdaptiveHistogram constant = values(repeat(7, 50));
        DecileCuts cuts = DecileCuts.of(constant);
        assertThat(cuts.count(constant)).containsExactly(0, 50, 0);
        assertThat(cuts.count(values(6, 7, 8, 9))).containsExactly(1, 1, 2);
        assertThat(cuts.labels()).containsExactly("< 7.00000", "≤ 7.00000", "> 7.00000");
    }

    @Test
    void withoutAnyValueThereIsOneBin() {
        DecileCuts cuts = DecileCuts.of(values(DoubleStream.empty()));
        assertThat(cuts.bins()).isEqualTo(1);
        assertThat(cuts.labels()).containsExactly("any value");
        assertThat(cuts.count(values(1, 2))).containsExactly(2);
    }

    @Test
    void truncatedValuesAreCutBetweenTheirBuckets() {
        AdaptiveHistogram coarse = NumericSummary.of(
                        Resolution.SLICE,
                        IntStream.range(0, 5_000)
                                .mapToDouble(i -> 1 + i / 5_000.0)
                                .toArray())
                .histogram();
        assertThat(coarse.isExact()).isFalse();
        long[] counts = DecileCuts.of(coarse).count(coarse);
        assertThat(counts).hasSize(10);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(5_000);
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count >= 480 && count <= 520);
    }

    private static AdaptiveHistogram values(DoubleStream... runs) {
        return values(Arrays.stream(runs).flatMapToDouble(run -> run).toArray());
    }

    private static AdaptiveHistogram values(double... values) {
        return NumericSummary.of(Resolution.BASELINE, values).histogram();
    }

    private static DoubleStream repeat(double value, int times) {
        return IntStream.range(0, times).mapToDouble(i -> value);
    }
}
