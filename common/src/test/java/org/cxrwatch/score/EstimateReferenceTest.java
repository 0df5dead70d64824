package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.estimate.EstimatedMetric;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

class EstimateReferenceTest {

    private static final String POSITIVE = "PNEUMONIA";
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice NEW_SITE = new Slice("site", "hilltop");
    private static final BaselineRecord ABOUT = new BaselineRecord(
            "b", "v1", FIRST, FIRST, 200, "hash", "", Instant.parse("2026-09-02T00:00:00Z"), "test", "normal");

    /** Answers of which those from 0.5 up are positive. */
    private static DistributionPart answers(int n, double from, double to) {
        double[] scores = spread(n, from, to);
        return DistributionPart.of(
                Resolution.ALL,
                Map.of(
                        POSITIVE,
                        rows(Arrays.stream(scores).filter(score -> score >= 0.5).toArray()),
                        "NORMAL",
                        rows(Arrays.stream(scores).filter(score -> score < 0.5).toArray())));
    }

    private static ClassDistribution rows(double... scores) {
        return new ClassDistribution(
                scores.length,
                NumericSummary.empty(Resolution.ALL),
                NumericSummary.of(Resolution.ALL, scores),
                ClassDistribution.empty(Resolution.ALL).features(),
                ClassDistribution.empty(Resolution.ALL).attributes());
    }

    private static double[] spread(int n, double from, double to) {
        double[] scores = new double[n];
        Arrays.setAll(scores, i -> from + (to - from) * i / (n - 1));
        return scores;
    }

    /** Of answers said to be positive four fifths are, of the others a tenth. */
    private static LabelPart labels() {
        return LabelPart.given(scores(POSITIVE, POSITIVE, 80, 0.5, 1)
                .plus(scores("NORMAL", POSITIVE, 20, 0.5, 1))
                .plus(scores(POSITIVE, "NORMAL", 10, 0, 0.5))
                .plus(scores("NORMAL", "NORMAL", 90, 0, 0.5)));
    }

    private static LabelledScores scores(String actual, String said, int n, double from, double to) {
        return LabelledScores.of(actual, said, NumericSummary.of(Resolution.ALL, spread(n, from, to)));
    }

    private static EstimateReference reference(Map<Slice, LabelPart> labels) {
        DistributionPart usual = answers(200, 0, 1);
        Baseline baseline = new Baseline(ABOUT, Map.of(FIRST, Map.of(Slice.ALL, usual, VALLEY, usual)));
        return new EstimateReference(new DriftReference(baseline), labels, DriftPolicy.DEFAULT, POSITIVE);
    }

    private static SliceEstimate estimate(LocalDate day, Slice slice, List<SubjectScore> drift) {
        WindowParts window = new WindowParts(
                Scope.version("v1"),
                Window.day(day),
                new TreeMap<>(Map.of(slice, answers(100, 0, 1))),
                new TreeMap<>());
        return reference(Map.of(Slice.ALL, labels(), VALLEY, labels())).estimate(window, slice, drift);
    }

    private static MetricScore metric(SliceEstimate estimate, String name) {
        return estimate.metrics(SomeScores.EMPTY.at(VALLEY), 10).stream()
                .filter(score -> score.metric().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatLabelsOfTheBaselineSayIsExpectedOfADayLikeIt() {
        SliceEstimate found = estimate(FIRST.plusDays(9), VALLEY, List.of());

        assertThat(metric(found, "estimated_accuracy").score().number().orElseThrow())
                .isCloseTo(0.85, within(0.02));
        assertThat(metric(found, "label_free_prevalence").score().number().orElseThrow())
                .isCloseTo(0.45, within(0.03));
        assertThat(metric(found, "black_box_prevalence").score().number().orElseThrow())
                .isCloseTo(0.45, within(0.03));
        assertThat(metric(found, "estimated_true_positives").n()).isEqualTo(100);
    }

    @Test
    void ofTheBaselinesOwnDaysNothingIsExpected() {
        assertThat(metric(estimate(FIRST, VALLEY, List.of()), "estimated_accuracy")
                        .score()
                        .absence())
                .contains(Reason.IN_BASELINE);
    }

    @Test
    void ofASiteThatTheBaselineDoesNotKnowNothingIsExpected() {
        SliceEstimate found = estimate(FIRST.plusDays(9), NEW_SITE, List.of());

        assertThat(found.estimate().score(EstimatedMetric.AUROC).absence()).contains(Reason.NO_BASELINE);
        assertThat(found.trust().isSafe()).isTrue();
    }

    @Test
    void withoutLabelsOfTheBaselineThereIsAReasonAndNoNumber() {
        WindowParts window = new WindowParts(
                Scope.version("v1"),
                Window.day(FIRST.plusDays(9)),
                new TreeMap<>(Map.of(VALLEY, answers(100, 0, 1))),
                new TreeMap<>());

        assertThat(reference(Map.of()).estimate(window, VALLEY, List.of()).metrics(window.at(VALLEY), 10))
                .allSatisfy(score -> assertThat(score.score().absence()).contains(Reason.NO_LABELS_YET));
        assertThat(reference(Map.of())
                        .estimate(window, VALLEY, List.of())
                        .trust()
                        .doubts())
                .as("what was not learnt is not doubted")
                .isEmpty();
    }

    /** Doubts hold numbers too. */
    @Test
    void ofFewRowsNothingIsDoubted() {
        SubjectScore drifted = SomeScores.drifted(DriftKind.DATA, "site=valley", "edge_density", 0.9, Map.of());
        WindowParts few = new WindowParts(
                Scope.version("v1"),
                Window.day(FIRST.plusDays(9)),
                new TreeMap<>(Map.of(VALLEY, answers(9, 0, 1))),
                new TreeMap<>());

        assertThat(reference(Map.of(Slice.ALL, labels()))
                        .estimate(few, VALLEY, List.of(drifted))
                        .trust()
                        .doubts())
                .isEmpty();
    }

    @Test
    void onlyDriftOfTheSliceItselfMakesItsEstimateUnsafe() {
        SubjectScore elsewhere = SomeScores.drifted(DriftKind.DATA, "site=north", "edge_density", 0.9, Map.of());
        SubjectScore here = SomeScores.drifted(DriftKind.DATA, "site=valley", "edge_density", 0.9, Map.of());

        assertThat(estimate(FIRST.plusDays(9), VALLEY, List.of(elsewhere))
                        .trust()
                        .isSafe())
                .isTrue();
        SliceEstimate unsafe = estimate(FIRST.plusDays(9), VALLEY, List.of(elsewhere, here));
        assertThat(unsafe.metrics(SomeScores.EMPTY.at(VALLEY), 10))
                .hasSize(10)
                .allSatisfy(score -> assertThat(score.score().absence()).contains(Reason.ESTIMATE_UNSAFE));
        assertThat(unsafe.error(Score.of(0.9)).absence()).contains(Reason.ESTIMATE_UNSAFE);
    }

    @Test
    void theErrorIsTheEstimateLessWhatWasRealised() {
        SliceEstimate found = estimate(FIRST.plusDays(9), VALLEY, List.of());
        double estimated =
                found.estimate().score(SliceEstimate.FOLLOWED).number().orElseThrow();

        assertThat(found.error(Score.of(0.8, 0.7, 0.9)).number().orElseThrow())
                .isCloseTo(estimated - 0.8, within(1e-12));
        assertThat(found.error(Score.none(Reason.LABELS_IMMATURE)).absence()).contains(Reason.LABELS_IMMATURE);
    }

    @Test
    void fewRowsLeaveTheLakeWithoutANumber() {
        assertThat(estimate(FIRST.plusDays(9), VALLEY, List.of()).metrics(SomeScores.EMPTY.at(VALLEY), 101))
                .allSatisfy(score -> assertThat(score.score().absence()).contains(Reason.TOO_FEW_ROWS));
    }
}
