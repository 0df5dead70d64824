package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

class PerformanceSentencesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 2);
    private static final WindowSlice WHERE = at(Window.day(DAY));

    private static WindowSlice at(Window window) {
        return new WindowSlice(Scope.version("v1"), window, Slice.ALL);
    }

    private static MetricScore metric(String name, Score score, long n) {
        return new MetricScore(WHERE, name, score, n);
    }

    private static List<String> lines(MetricScore... metrics) {
        return new PerformanceSentences(List.of(metrics), List.of()).lines();
    }

    private static final MetricScore ACCURACY = metric("accuracy", Score.of(0.821, 0.772, 0.862), 285);

    @Test
    void saysWhatLabelsSayWhatTheyWillSayAndWhatWasExpected() {
        assertThat(lines(
                        ACCURACY,
                        metric("label_maturity", Score.of(0.92), 285),
                        metric("accuracy_final", Score.of(0.818, 0.790, 0.846), 285),
                        metric("label_coverage_final", Score.of(0.62, 0.6, 0.64), 471),
                        metric("estimated_accuracy", Score.of(0.865, 0.846, 0.890), 471),
                        metric("estimate_running_error", Score.of(0.013, 0.001, 0.025), 14)))
                .containsExactly(
                        "2026-10-02, v1, all:",
                        "  Of 285 labelled answers 0.821 (0.772 to 0.862) are right; 92 % of the labels that usually come"
                                + " are there.",
                        "  When all labels have come, 0.818 (0.790 to 0.846) will be right, of the 62 % that get a"
                                + " label.",
                        "  Without labels, 0.865 (0.846 to 0.890) were expected to be right; such estimates were 1.3"
                                + " points too high (+0.1 to +2.5) on 14 days before.");
    }

    @Test
    void anUnsafeEstimateIsNotTold() {
        PerformanceSentences sentences = new PerformanceSentences(
                List.of(
                        metric("accuracy", Score.none(Reason.NO_LABELS_YET), 0),
                        metric("estimated_accuracy", Score.none(Reason.ESTIMATE_UNSAFE), 471)),
                List.of(verdict("the images left what it was learnt on")));

        assertThat(sentences.lines())
                .containsExactly(
                        "2026-10-02, v1, all:",
                        "  No label has come yet: whether the answers are right is not known.",
                        "  What is expected without labels must not be believed: the images left what it was learnt"
                                + " on. Only labels can tell.");
        assertThat(sentences.doubts(WHERE)).containsExactly("the images left what it was learnt on");
    }

    private static Verdict verdict(String doubt) {
        Score none = Score.none(Reason.NO_BASELINE);
        return new Verdict(
                WHERE,
                none,
                none,
                none,
                none,
                Severity.NONE,
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                List.of(doubt));
    }

    @Test
    void correctedSharesAreToldWhereLabelsComeToSomeScoresOnly() {
        Stream<MetricScore> shares = Stream.of(
                metric("sensitivity", Score.of(0.95, 0.9, 0.98), 100),
                metric("sensitivity_corrected", Score.of(0.88, 0.8, 0.93), 100),
                metric("specificity", Score.of(0.7, 0.6, 0.8), 100),
                metric("specificity_corrected", Score.none(Reason.TOO_FEW_ROWS), 100),
                ACCURACY);
        MetricScore[] biased = Stream.concat(shares, Stream.of(metric("coverage_by_score_p", Score.of(0.004), 471)))
                .toArray(MetricScore[]::new);

        assertThat(lines(biased))
                .last()
                .isEqualTo("  Labels come to some scores more often than to others (p 0.004): sensitivity 0.95 of the"
                        + " labelled, 0.880 (0.800 to 0.930) if all were.");
        assertThat(lines(ACCURACY, metric("coverage_by_score_p", Score.of(0.3), 471)))
                .hasSize(2);
    }

    @Test
    void whatIsNoDayOrHoldsNoAccuracyIsNotTold() {
        MetricScore week = new MetricScore(
                at(Window.endingOn(DAY, WindowKind.DAYS_7)), "accuracy", Score.of(0.8, 0.7, 0.9), 1_000);

        assertThat(lines(week)).isEmpty();
        assertThat(lines(metric("requests", Score.of(20), 20))).isEmpty();
    }

    @Test
    void ofAFewLabelsNothingIsSaid() {
        assertThat(lines(metric("accuracy", Score.none(Reason.TOO_FEW_ROWS), 4)))
                .contains("  How many answers are right is not told: of 4 labels nothing can be said.");
    }

    /** When all are there, their accuracy is no forecast, and no certainty about the model. */
    @Test
    void whereNoMoreLabelsComeNoForecastIsTold() {
        assertThat(lines(ACCURACY, metric("accuracy_final", Score.of(0.821), 285)))
                .hasSize(2);
    }
}
