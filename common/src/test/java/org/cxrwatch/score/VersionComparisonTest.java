package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.performance.PairedAnswers;
import org.cxrwatch.score.VersionComparison.Outcome;
import org.junit.jupiter.api.Test;

class VersionComparisonTest {

    private static final VersionSentences SENTENCES = new VersionSentences("site");

    @Test
    void aBetterVersionIsToldWithItsMarginAndWhereItIsNot() {
        Map<Slice, VersionCounts> counts = new TreeMap<>();
        counts.put(Slice.ALL, apart(880, 1_000, 920, 1_000));
        counts.put(Slice.parse("site=north"), apart(180, 200, 176, 200));
        counts.put(Slice.parse("site=valley"), apart(300, 350, 324, 350));
        counts.put(Slice.parse("site=tiny"), apart(5, 6, 4, 5));
        counts.put(Slice.parse("scanner=north-1"), apart(180, 200, 150, 200));

        VersionComparison comparison = VersionComparison.of("v1.0.0", "v1.1.0", VersionCounts.Metric.ACCURACY, counts);

        assertThat(comparison.slices().get(0).outcome()).isEqualTo(Outcome.BETTER);
        assertThat(SENTENCES.of(comparison))
                .isEqualTo("v1.1.0 is better than v1.0.0 by 4 points, 95 % 1 to 7 (1000 labelled against 1000) of"
                        + " accuracy, at every site compared but north (−2, 95 % −8 to 4); too few labels at tiny");
    }

    @Test
    void aWorseVersionIsNotToBeReliedOn() {
        Map<Slice, VersionCounts> counts =
                Map.of(Slice.ALL, apart(920, 1_000, 880, 1_000), Slice.parse("site=north"), apart(184, 200, 176, 200));

        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, counts)))
                .isEqualTo(
                        "b is worse than a by 4 points, 95 % 1 to 7 (1000 labelled against 1000) of accuracy, at every"
                                + " site; by itself undecided at north: do not rely on it before the cause is known");
    }

    @Test
    void whatCannotBeToldApartAsksForPairs() {
        Map<Slice, VersionCounts> counts = Map.of(Slice.ALL, apart(90, 100, 92, 100));

        VersionComparison comparison = VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, counts);

        assertThat(comparison.slices().get(0).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(SENTENCES.of(comparison))
                .contains("cannot be told apart: 2 points", "let both score the same images");
    }

    @Test
    void imagesThatBothScoredTellWhatRowsApartCannot() {
        PairedAnswers positives = new PairedAnswers(85, 2, 13, 0);
        PairedAnswers negatives = new PairedAnswers(90, 0, 0, 10);
        Map<Slice, VersionCounts> counts = Map.of(Slice.ALL, new VersionCounts.Paired(positives, negatives));

        VersionComparison.InSlice sensitivity = compare(VersionCounts.Metric.SENSITIVITY, counts);
        VersionComparison.InSlice specificity = compare(VersionCounts.Metric.SPECIFICITY, counts);
        VersionComparison.InSlice accuracy = compare(VersionCounts.Metric.ACCURACY, counts);

        assertThat(sensitivity.difference().number().orElseThrow()).isCloseTo(0.11, within(1e-12));
        assertThat(sensitivity.outcome()).isEqualTo(Outcome.BETTER);
        assertThat(sensitivity.p().orElseThrow()).isLessThan(0.01);
        assertThat(specificity.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(specificity.p()).hasValue(1);
        assertThat(accuracy.difference().number().orElseThrow()).isCloseTo(0.055, within(1e-12));
        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.SENSITIVITY, counts)))
                .contains("b is better than a by 11 points", "100 images scored by both, McNemar's mid-p 0.00");
    }

    @Test
    void sensitivityAndSpecificityLookAtTheirOwnRows() {
        Map<Slice, VersionCounts> counts =
                Map.of(Slice.ALL, new VersionCounts.Apart(new Confusion(80, 5, 20, 95), new Confusion(95, 30, 5, 70)));

        assertThat(compare(VersionCounts.Metric.SENSITIVITY, counts)
                        .difference()
                        .number()
                        .orElseThrow())
                .isCloseTo(0.15, within(1e-12));
        assertThat(compare(VersionCounts.Metric.SPECIFICITY, counts)
                        .difference()
                        .number()
                        .orElseThrow())
                .isCloseTo(-0.25, within(1e-12));
    }

    @Test
    void aVersionWithoutLabelsOrWithOneClassIsNotCompared() {
        Map<Slice, VersionCounts> silent = Map.of(Slice.ALL, apart(90, 100, 0, 0));
        Map<Slice, VersionCounts> few = Map.of(Slice.ALL, apart(90, 100, 5, 6));
        Map<Slice, VersionCounts> noPositives =
                Map.of(Slice.ALL, new VersionCounts.Apart(new Confusion(0, 3, 0, 50), new Confusion(9, 3, 1, 50)));

        assertThat(compare(VersionCounts.Metric.ACCURACY, silent).difference().absence())
                .contains(Reason.NO_LABELS_YET);
        assertThat(compare(VersionCounts.Metric.ACCURACY, few).difference().absence())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(compare(VersionCounts.Metric.SENSITIVITY, noPositives).outcome())
                .isEqualTo(Outcome.NOT_COMPARED);
        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, silent)))
                .isEqualTo("accuracy of b and a is not compared: no label of one of them has arrived (100 and 0); see"
                        + " that labels are sent");
        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, few)))
                .contains("too few labels of all (100 and 6, 10 are needed); wait for more");
    }

    @Test
    void withoutAllRowsThereIsNoSentence() {
        VersionComparison parts = VersionComparison.of(
                "a", "b", VersionCounts.Metric.ACCURACY, Map.of(Slice.parse("site=x"), apart(9, 10, 9, 10)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SENTENCES.of(parts))
                .withMessageContaining("add all");
    }

    @Test
    void aDifferenceThatRestsOnTooFewRowsForSomebodyIsNotToldToThem() {
        Map<Slice, VersionCounts> counts = Map.of(
                Slice.ALL,
                apart(880, 1_000, 920, 1_000),
                Slice.parse("site=valley"),
                apart(15, 20, 19, 20),
                Slice.parse("site=north"),
                new VersionCounts.Paired(new PairedAnswers(10, 2, 7, 1), PairedAnswers.NONE));
        VersionComparison comparison = VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, counts);

        VersionComparison asked = comparison.restingOn(30);

        assertThat(asked.in(Slice.ALL)).isEqualTo(comparison.in(Slice.ALL));
        assertThat(comparison.restingOn(3)).isEqualTo(comparison);
        for (String site : new String[] {"site=valley", "site=north"}) {
            VersionComparison.InSlice there = asked.in(Slice.parse(site)).orElseThrow();
            assertThat(there.difference().absence()).contains(Reason.TOO_FEW_ROWS);
            assertThat(there.nFirst()).isEqualTo(20);
            assertThat(there.p()).isEmpty();
        }
        assertThat(SENTENCES.of(asked, Slice.parse("site=valley")))
                .isEqualTo("at site=valley, accuracy of b and a is not compared: too few labels of site=valley (20 and"
                        + " 20, 30 are needed); wait for more");
    }

    @Test
    void aSliceIsToldByItself() {
        Map<Slice, VersionCounts> counts =
                Map.of(Slice.ALL, apart(880, 1_000, 920, 1_000), Slice.parse("site=north"), apart(180, 200, 140, 200));
        VersionComparison comparison = VersionComparison.of("a", "b", VersionCounts.Metric.SENSITIVITY, counts);

        assertThat(SENTENCES.of(comparison, Slice.parse("site=north")))
                .isEqualTo("at site=north, b is worse than a by 20 points, 95 % 12 to 28 (200 labelled against 200) of"
                        + " sensitivity: do not rely on it before the cause is known");
        assertThat(SENTENCES.of(comparison, Slice.ALL)).isEqualTo(SENTENCES.of(comparison));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SENTENCES.of(comparison, Slice.parse("site=moon")))
                .withMessageContaining("site=moon");
    }

    @Test
    void pairsThatCannotBeToldApartAreNotAskedFor() {
        Map<Slice, VersionCounts> counts =
                Map.of(Slice.ALL, new VersionCounts.Paired(new PairedAnswers(30, 4, 5, 3), PairedAnswers.NONE));

        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.ACCURACY, counts)))
                .contains("cannot be told apart: 2 points")
                .endsWith("wait for more labels");
        assertThat(SENTENCES.of(VersionComparison.of("a", "b", VersionCounts.Metric.SPECIFICITY, counts)))
                .contains("no negative label of one of them has arrived (0 and 0)");
    }

    @Test
    void imagesAreCountedByWhatTheyShowAndWhatWasSaid() {
        VersionCounts.Paired counted = said("P", "P", "P", 1)
                .plus(said("P", "P", "N", 2))
                .plus(said("P", "N", "P", 4))
                .plus(said("P", "N", "N", 8))
                .plus(said("N", "N", "N", 16))
                .plus(said("N", "N", "P", 32))
                .plus(said("N", "P", "N", 64))
                .plus(said("N", "P", "P", 128))
                .plus(said("N", "other", "P", 256));

        assertThat(counted)
                .isEqualTo(new VersionCounts.Paired(
                        new PairedAnswers(1, 2, 4, 8), new PairedAnswers(16, 32 + 256, 64, 128)));
    }

    private static VersionCounts.Paired said(String actual, String first, String second, long images) {
        return VersionCounts.Paired.of(new VersionCounts.Known(actual, first, second), images, "P");
    }

    private static VersionComparison.InSlice compare(VersionCounts.Metric metric, Map<Slice, VersionCounts> counts) {
        return VersionComparison.of("a", "b", metric, counts).slices().get(0);
    }

    /** Right answers and labels of each side, all of the positive class. */
    private static VersionCounts apart(long hitsFirst, long nFirst, long hitsSecond, long nSecond) {
        return new VersionCounts.Apart(
                new Confusion(hitsFirst, 0, nFirst - hitsFirst, 0),
                new Confusion(hitsSecond, 0, nSecond - hitsSecond, 0));
    }
}
