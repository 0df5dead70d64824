package org.cxrwatch.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFreeEstimateTest {

    private static final Calibration LEARNT = calibration(new ScoredWorld(1).rows(1_500, 0.4));

    private static Calibration calibration(ScoredWorld.Rows rows) {
        return Calibration.learn(SomeRows.labelled(rows.positives(), rows.negatives()), SomeRows.POSITIVE);
    }

    private static double[] filled(int n, double value) {
        return DoubleStream.generate(() -> value).limit(n).toArray();
    }

    private static void saysNothing(Calibration calibration, Reason reason) {
        LabelFreeEstimate estimate = LabelFreeEstimate.of(calibration, SomeRows.window(filled(50, 0.7)));
        assertThat(estimate.metrics()).hasSize(EstimatedMetric.values().length);
        assertThat(estimate.metrics().values())
                .allSatisfy(score -> assertThat(score.absence()).contains(reason));
        assertThat(new LabelFreePrevalence(calibration, SomeRows.window(filled(50, 0.7)))
                        .score(SomeRows.window(filled(50, 0.7)))
                        .score()
                        .absence())
                .contains(reason);
    }

    @Test
    void withoutAnyLabelsThereIsAReasonAndNoNumber() {
        Calibration none = Calibration.learn(LabelledScores.empty(Resolution.ALL), SomeRows.POSITIVE);
        saysNothing(none, Reason.NO_LABELS_YET);
        assertThat(none.covers(0.5, 0.5)).isFalse();
        assertThatThrownBy(none::fit).hasMessageContaining("NO_LABELS_YET");
    }

    @Test
    void oneClassOnlyOrFewLabelsTeachNothing() {
        saysNothing(
                Calibration.learn(SomeRows.labelled(new double[0], filled(500, 0.2)), SomeRows.POSITIVE),
                Reason.TOO_FEW_ROWS);
        saysNothing(
                Calibration.learn(SomeRows.labelled(filled(9, 0.8), filled(500, 0.2)), SomeRows.POSITIVE),
                Reason.TOO_FEW_ROWS);
        saysNothing(
                Calibration.learn(SomeRows.labelled(filled(49, 0.8), filled(50, 0.2)), SomeRows.POSITIVE),
                Reason.TOO_FEW_ROWS);
    }

    @Test
    void aWindowOfFewRowsOrWithoutFiniteScoresIsNotEstimated() {
        assertThat(LabelFreeEstimate.of(LEARNT, SomeRows.window(filled(9, 0.7)))
                        .score(EstimatedMetric.ACCURACY)
                        .absence())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(LabelFreeEstimate.of(LEARNT, SomeRows.window(filled(20, Double.NaN)))
                        .score(EstimatedMetric.ACCURACY)
                        .absence())
                .contains(Reason.NOT_FINITE);
    }

    @Test
    void probabilitiesOfZeroAndOneAreAnswersLikeAnyOther() {
        Calibration sure = Calibration.learn(SomeRows.labelled(filled(60, 1), filled(60, 0)), SomeRows.POSITIVE);
        double[] rows = DoubleStream.concat(Arrays.stream(filled(10, 1)), Arrays.stream(filled(30, 0)))
                .toArray();
        LabelFreeEstimate estimate = LabelFreeEstimate.of(sure, SomeRows.window(rows));

        assertThat(estimate.score(EstimatedMetric.ACCURACY)).isEqualTo(Score.of(1));
        assertThat(estimate.score(EstimatedMetric.TRUE_POSITIVES)).isEqualTo(Score.of(10));
        assertThat(LabelFreeEstimate.of(sure, SomeRows.window(filled(30, 0)))
                        .score(EstimatedMetric.SENSITIVITY)
                        .absence())
                .contains(Reason.NOT_FINITE);
    }

    @Test
    void labelsThatAreNoBetterThanChanceTeachThatNothingIsKnown() {
        ScoredWorld.Rows rows = new ScoredWorld(3).rows(400, 0.5);
        Calibration flipped = Calibration.learn(SomeRows.labelled(rows.all(), rows.all()), SomeRows.POSITIVE);
        LabelFreeEstimate estimate = LabelFreeEstimate.of(flipped, SomeRows.window(rows.all()));

        assertThat(estimate.score(EstimatedMetric.ACCURACY).number().orElseThrow())
                .isEqualTo(0.5);
        assertThat(new BlackBoxShift(new Confusion(50, 50, 50, 50))
                        .score(20, 100)
                        .score()
                        .absence())
                .contains(Reason.NOT_FINITE);
    }

    @Test
    void blackBoxShiftNeedsLabelsOfBothClassesAndRows() {
        assertThat(new BlackBoxShift(Confusion.NONE).score(20, 100).score().absence())
                .contains(Reason.NO_LABELS_YET);
        assertThat(new BlackBoxShift(new Confusion(50, 0, 5, 0))
                        .score(20, 100)
                        .score()
                        .absence())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(new BlackBoxShift(new Confusion(50, 5, 5, 50))
                        .score(2, 9)
                        .score()
                        .absence())
                .contains(Reason.TOO_FEW_ROWS);
    }

    @Test
    void theSameRowsGiveTheSameIntervalToTheLastBit() {
        double[] rows = new ScoredWorld(5).rows(80, 0.4).all();
        assertThat(LabelFreeEstimate.of(calibration(new ScoredWorld(1).rows(1_500, 0.4)), SomeRows.window(rows)))
                .isEqualTo(LabelFreeEstimate.of(LEARNT, SomeRows.window(rows)));
    }

    @Test
    void labelsChosenByScoreDoNotMoveTheEstimate() {
        ScoredWorld.Rows rows = new ScoredWorld(7).rows(6_000, 0.4);
        Calibration sparse = Calibration.learn(
                SomeRows.labelled(thinned(rows.positives()), thinned(rows.negatives())), SomeRows.POSITIVE);
        double[] window = new ScoredWorld(8).rows(2_000, 0.4).all();
        double chosen = LabelFreeEstimate.of(sparse, SomeRows.window(window))
                .score(EstimatedMetric.ACCURACY)
                .number()
                .orElseThrow();
        double all = LabelFreeEstimate.of(calibration(rows), SomeRows.window(window))
                .score(EstimatedMetric.ACCURACY)
                .number()
                .orElseThrow();

        // Those labels by themselves would say 0.05 less: the sure answers are the right ones.
        assertThat(Math.abs(chosen - all)).isLessThan(0.01);
    }

    /** Of answers that are sure only every fifth has a label. */
    private static double[] thinned(double[] scores) {
        double[] sorted = Arrays.stream(scores).sorted().toArray();
        return java.util.stream.IntStream.range(0, sorted.length)
                .filter(i -> (sorted[i] > 0.1 && sorted[i] < 0.9) || i % 5 == 0)
                .mapToDouble(i -> sorted[i])
                .toArray();
    }

    @Test
    void intervalsHoldWhatTheLabelsShowAndOtherPrevalences() {
        intervalsHold(60, 600, 60);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"500, 1800, 400", "500, 600, 60", "500, 300, 150"})
    void inTheLongRunToo(int worlds, int labels, int rows) {
        intervalsHold(worlds, labels, rows);
    }

    /**
     * Each world has labels and a window of its own. Held by 95 %: fewer than 3.3 standard errors below that are a
     * fault; but isotonic regression on few labels says too much of scores, so that the intervals of AUROC and of
     * sensitivity hold less, as docs/statistics.md tells (measured in 500 worlds each: 0.83 and 0.89 at the worst).
     */
    private static void intervalsHold(int worlds, int labels, int rows) {
        Map<EstimatedMetric, Integer> held = new EnumMap<>(EstimatedMetric.class);
        int prevalenceHeld = 0;
        int blackBoxHeld = 0;
        for (int seed = 0; seed < worlds; seed++) {
            ScoredWorld world = new ScoredWorld(10_000L + seed);
            ScoredWorld.Rows baseline = world.rows(labels, 0.4);
            ScoredWorld.Rows window = world.rows(rows, 0.4);
            Calibration calibration = calibration(baseline);
            LabelFreeEstimate estimate = LabelFreeEstimate.of(calibration, SomeRows.window(window.all()));
            for (EstimatedMetric metric : EstimatedMetric.values()) {
                held.merge(metric, holds(estimate.score(metric), window.realised(metric)), Integer::sum);
            }
            ScoredWorld.Rows sicker = world.rows(rows, 0.65);
            prevalenceHeld += holds(
                    new LabelFreePrevalence(calibration, SomeRows.window(baseline.all()))
                            .score(SomeRows.window(sicker.all()))
                            .score(),
                    0.65);
            long said =
                    Arrays.stream(sicker.all()).filter(score -> score >= 0.5).count();
            blackBoxHeld += holds(
                    new BlackBoxShift(confusion(baseline)).score(said, rows).score(), 0.65);
        }
        double least = 0.95 * worlds - 3.3 * Math.sqrt(0.95 * 0.05 * worlds);
        Map<EstimatedMetric, Double> overfitted =
                Map.of(EstimatedMetric.AUROC, 0.79 * worlds, EstimatedMetric.SENSITIVITY, 0.85 * worlds);
        assertThat(held)
                .allSatisfy((metric, count) -> assertThat((double) count)
                        .as("%s of %s", metric, held)
                        .isGreaterThanOrEqualTo(Math.min(least, overfitted.getOrDefault(metric, least))));
        assertThat((double) prevalenceHeld).isGreaterThanOrEqualTo(least);
        assertThat((double) blackBoxHeld).isGreaterThanOrEqualTo(least);
    }

    private static int holds(Score score, double truth) {
        Score.Measured found = score.measured().orElseThrow();
        return found.lower() - 1e-9 <= truth && truth <= found.upper() + 1e-9 ? 1 : 0;
    }

    private static Confusion confusion(ScoredWorld.Rows rows) {
        return Confusion.of(SomeRows.labelled(rows.positives(), rows.negatives()), SomeRows.POSITIVE);
    }
}
