package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void rowsInNeitherCountLackTheNumber() {
        NumericSample sample = NumericSample.of(NumericSummary.of(Resolution.SLICE, 1, 2, Double.NaN), 10);

        assertThat(sample.missing()).isEqualTo(7);
        assertThat(sample.unusable()).isEqualTo(8);
        assertThat(sample.count()).isEqualTo(2);
        assertThat(sample.rows()).isEqualTo(10);
    }

    @Test
    void fewerRowsThanValuesAreRefused() {
        NumericSummary values = NumericSummary.of(Resolution.SLICE, 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericSample.of(values, 1))
                .withMessage("A sample cannot lack its number in -1 rows; give the rows it was taken from, "
                        + "which are at least its values.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalSample(CategorySummary.of(Map.of("a", 2L)), -1))
                .withMessageStartingWith("A sample cannot lack its category in -1 rows");
    }

    @Test
    void categoriesOfBothSidesAreComparedByName() {
        CategoricalComparison comparison = CategoricalComparison.of(
                new CategoricalSample(CategorySummary.of(Map.of("north", 5L, "valley", 3L)), 1),
                CategoricalSample.complete(CategorySummary.of(Map.of("harbor", 2L, "north", 1L))));

        // harbor, north, valley, other, missing
        assertThat(reference(comparison.counts())).containsExactly(0L, 5L, 3L, 0L, 1L);
        assertThat(window(comparison.counts())).containsExactly(2L, 1L, 0L, 0L, 0L);
        assertThat(comparison.counts().order()).isEqualTo(PairedCounts.Order.UNORDERED);
        assertThat(comparison.reference().rows()).isEqualTo(9);
        assertThat(comparison.window().rows()).isEqualTo(3);
    }

    @Test
    void moreValuesThanAreCountedOneByOneAreComparedWhereBothSidesKnowThem() {
        long[] two = LongStream.generate(() -> 2).limit(400).toArray();
        long[] one = LongStream.generate(() -> 1).limit(300).toArray();

        CategoricalComparison comparison =
                CategoricalComparison.of(Samples.categories(0, two), Samples.categories(0, one));

        PairedCounts counts = comparison.counts();
        assertThat(counts.size()).isEqualTo(CategorySummary.LIMIT + 2);
        assertThat(IntStream.range(0, CategorySummary.LIMIT)).allMatch(value -> counts.referenceAt(value) == 2);
        assertThat(counts.referenceTotal()).isEqualTo(800);
        assertThat(counts.windowTotal()).isEqualTo(300);
    }

    @Test
    void unequalRowsOfCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.bins(List.of(1L), List.of(1L, 2L)))
                .withMessage("Both sides are counted in the same bins, got 1 of the reference and 2 of the window.");
    }

    @Test
    void sharesAreOfEachSidesRows() {
        PairedCounts counts = Samples.bins(List.of(1L, 3L), List.of(4L, 0L));

        assertThat(counts.referenceShare(0)).isEqualTo(0.25);
        assertThat(counts.windowShare(0)).isEqualTo(1);
        assertThat(counts.pooledShare(0)).isEqualTo(5 / 8.0);
        assertThat(counts.occupied()).isEqualTo(2);
    }

    @Test
    void aReferenceWithoutRowsLeavesNothingToCompare() {
        NumericComparison comparison = Samples.compare(Samples.of(), Samples.of(1, 2, 3));

        assertThat(NumericMeasures.all())
                .filteredOn(measure -> !measure.name().equals("missing_share"))
                .allSatisfy(
                        measure -> assertThat(measure.score(comparison)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS)));
    }

    @Test
    void aReferenceOfNothingButMissingRowsIsStillCounted() {
        NumericComparison comparison = Samples.compare(Samples.withMissing(50), Samples.of(1, 2, 3));

        assertThat(new JensenShannon().score(comparison)).isEqualTo(Score.of(1));
        assertThat(new KolmogorovSmirnov().score(comparison)).isEqualTo(Score.none(Reason.NOT_FINITE));
    }

    @Test
    void oneWildValueInTheReferenceDoesNotHideAShift() {
        double[] reference = Samples.normal(41, 1_000, 0, 1);
        reference[0] = 1e6;
        NumericComparison comparison =
                Samples.compare(Samples.of(reference), Samples.of(Samples.normal(42, 200, 1, 1)));

        assertThat(new JensenShannon().score(comparison).number().orElseThrow()).isGreaterThan(0.3);
        assertThat(new KolmogorovSmirnov().score(comparison).number().orElseThrow())
                .isGreaterThan(0.3);
    }

    private static List<Long> reference(PairedCounts counts) {
        return IntStream.range(0, counts.size()).mapToObj(counts::referenceAt).toList();
    }

    private static List<Long> window(PairedCounts counts) {
        return IntStream.range(0, counts.size()).mapToObj(counts::windowAt).toList();
    }
}
