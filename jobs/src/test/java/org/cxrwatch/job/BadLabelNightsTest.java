package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever labels do, a night says a number where there is one and a reason where there is none. */
class BadLabelNightsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST_OF_BASELINE = LocalDate.of(2026, 9, 7);
    private static final LocalDate STOP = LocalDate.of(2026, 9, 20);
    private static final LocalDate LAST = LocalDate.of(2026, 9, 22);
    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site"), List.of("site"));
    private static final Set<String> HAVE_A_SIGN = Set.of(
            "mcc",
            "calibration_slope",
            "calibration_intercept",
            "calibration_in_the_large",
            "spiegelhalter_z",
            MetricNames.ESTIMATE_ERROR,
            MetricNames.RUNNING_ERROR);
    private static final Set<String> UNBOUNDED = Set.of("log_loss", MetricNames.LABEL_MATURITY);

    private static final Map<String, MadeUpNights.Labelling> BAD = new TreeMap<>(Map.of(
            "never any", (day, row) -> List.of(),
            "none since the baseline",
                    (day, row) -> day.isAfter(LAST_OF_BASELINE) ? List.of() : MadeUpNights.usual(day, row),
            "one class only", (day, row) -> List.of(MadeUpNights.label(row, "NORMAL", day.plusDays(1))),
            "the class is always the answer's",
                    (day, row) -> List.of(MadeUpNights.label(row, row.answer().predictedClass(), day.plusDays(1))),
            "the class is never the answer's",
                    (day, row) -> List.of(MadeUpNights.label(row, opposite(row), day.plusDays(1))),
            "before the prediction", BadLabelNightsTest::before,
            "another one every day", BadLabelNightsTest::flipping,
            "given and taken back", BadLabelNightsTest::takenBack,
            "none after some day", (day, row) -> day.isBefore(STOP) ? MadeUpNights.usual(day, row) : List.of()));

    static Stream<String> bad() {
        return BAD.keySet().stream();
    }

    private static String opposite(Prediction row) {
        return row.answer().predictedClass().equals("NORMAL") ? "PNEUMONIA" : "NORMAL";
    }

    private static List<LabelEvent> before(LocalDate day, Prediction row) {
        return List.of(LabelEvent.ofImage(
                "image",
                Optional.of(MadeUpNights.truth(row)),
                Optional.of(row.at().minus(Duration.ofDays(30))),
                "radiologist",
                MadeUpNights.usual(day.minusDays(3), row).get(0).arrival()));
    }

    private static List<LabelEvent> flipping(LocalDate day, Prediction row) {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(later -> said(day, row, later, Optional.of(later % 2 == 0 ? "NORMAL" : "PNEUMONIA")))
                .toList();
    }

    private static List<LabelEvent> takenBack(LocalDate day, Prediction row) {
        return List.of(said(day, row, 1, Optional.of(MadeUpNights.truth(row))), said(day, row, 2, Optional.empty()));
    }

    private static LabelEvent said(LocalDate day, Prediction row, int later, Optional<String> truth) {
        return LabelEvent.ofImage(
                "image",
                truth,
                Optional.of(day.plusDays(later).atTime(9, 0).toInstant(ZoneOffset.UTC)),
                "radiologist",
                MadeUpNights.usual(day.plusDays(later - 1L), row).get(0).arrival());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void everyNumberIsOneAndElseThereIsAReason(String bad) {
        List<NightResults> published = nights(BAD.get(bad), UnaryOperator.identity());

        assertThat(published).hasSize(3);
        published.forEach(night -> night.metrics().forEach(BadLabelNightsTest::assertTells));
        assertThat(last(published, "accuracy")).isNotNull();
    }

    /** Scores of 0 and 1: nothing lies between, and logarithms have no bound. */
    @Test
    void certaintyIsNoNumberOutOfNothing() {
        List<NightResults> published = nights(
                (day, row) -> List.of(MadeUpNights.label(
                        row,
                        row.at().getEpochSecond() % 5 == 0
                                ? opposite(row)
                                : row.answer().predictedClass(),
                        day)),
                row -> answering(row, row.answer().positiveScore() > 0.5 ? 1 : 0));

        published.forEach(night -> night.metrics().forEach(BadLabelNightsTest::assertTells));
        assertThat(last(published, "estimated_accuracy").number().orElseThrow()).isBetween(0.7, 0.9);
    }

    @Test
    void withoutAnyLabelThereIsNothingButTheReason() {
        List<NightResults> published = nights(BAD.get("never any"), UnaryOperator.identity());

        for (String metric : List.of("accuracy", "auroc", "ece", "sensitivity_corrected", "accuracy_final")) {
            assertThat(last(published, metric).absence()).as(metric).contains(Reason.NO_LABELS_YET);
        }
        assertThat(last(published, "estimated_accuracy").absence()).contains(Reason.NO_LABELS_YET);
        assertThat(last(published, "label_free_prevalence").absence()).contains(Reason.NO_LABELS_YET);
        assertThat(last(published, "estimate_running_error").absence()).contains(Reason.NO_LABELS_YET);
    }

    /** Each day's label stands that was given last, and its accuracy is of that one alone. */
    @Test
    void labelsThatFlipCountOnceEachAndAreWhatTheyWereLast() {
        List<NightResults> published = nights(BAD.get("another one every day"), UnaryOperator.identity());

        assertThat(ofAll(published, LAST.minusDays(1), "prevalence_labelled"))
                .satisfies(score -> assertThat(score.score().number()).hasValue(1))
                .satisfies(score -> assertThat(score.n()).isEqualTo(90));
        assertThat(ofAll(published, LAST.minusDays(2), "prevalence_labelled"))
                .satisfies(score -> assertThat(score.score().number()).hasValue(0))
                .satisfies(score -> assertThat(score.n()).isEqualTo(90));
    }

    @Test
    void whereLabelsStoppedConceptIsNotDecided() {
        List<NightResults> published = nights(BAD.get("none after some day"), UnaryOperator.identity());

        assertThat(last(published, "accuracy").absence()).contains(Reason.NO_LABELS_YET);
        assertThat(published.get(2).subjects())
                .filteredOn(score -> score.kind() == DriftKind.CONCEPT
                        && score.where().window().equals(Window.day(LAST)))
                .isNotEmpty()
                .noneMatch(score -> score.drifted());
    }

    private static void assertTells(MetricScore score) {
        boolean isShare = !HAVE_A_SIGN.contains(score.metric())
                && !UNBOUNDED.contains(score.metric())
                && !score.metric().contains("_chart_")
                && MetricNames.ofModels().contains(score.metric());
        score.score().measured().ifPresent(value -> {
            double most = isShare ? 1 : Double.MAX_VALUE;
            double least = HAVE_A_SIGN.contains(score.metric()) ? -Double.MAX_VALUE : 0;
            assertThat(List.of(value.lower(), value.value(), value.upper()))
                    .as("%s of %s", score.metric(), score.where())
                    .isSorted()
                    .allMatch(number -> number >= least && number <= most);
        });
    }

    private static Score last(List<NightResults> published, String metric) {
        return ofAll(published, LAST, metric).score();
    }

    /** What the last night says of a day. */
    private static MetricScore ofAll(List<NightResults> published, LocalDate day, String metric) {
        return published.get(2).metrics().stream()
                .filter(score -> score.metric().equals(metric)
                        && score.where().slice().isAll()
                        && score.where().window().equals(Window.day(day)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is said of " + metric + "."));
    }

    private static List<NightResults> nights(MadeUpNights.Labelling labelling, UnaryOperator<Prediction> change) {
        Map<LocalDate, List<Prediction>> days = new TreeMap<>();
        FIRST.datesUntil(LAST.plusDays(1))
                .forEach(day -> days.put(day, rows(day).stream().map(change).toList()));
        return new MadeUpNights(DEFINITION, LAST_OF_BASELINE, days, List.of(), labelling)
                .evaluate(LAST.minusDays(2), LAST, SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()));
    }

    private static List<Prediction> rows(LocalDate day) {
        SplittableRandom random = new SplittableRandom(day.toEpochDay());
        return IntStream.range(0, 90)
                .mapToObj(i -> answering(
                        new Prediction(
                                "v1",
                                day.atStartOfDay()
                                        .plusSeconds(random.nextInt(86_400))
                                        .toInstant(ZoneOffset.UTC),
                                RequestStatus.SUCCESS,
                                OptionalDouble.of(0.1),
                                new Prediction.Answer("NORMAL", 1, 0),
                                Map.of("f0", random.nextDouble()),
                                Map.of("site", i % 3 == 0 ? "south" : "north")),
                        random.nextDouble()))
                .toList();
    }

    private static Prediction answering(Prediction row, double score) {
        return new Prediction(
                row.modelVersion(),
                row.at(),
                row.status(),
                row.latency(),
                new Prediction.Answer(score > 0.5 ? "PNEUMONIA" : "NORMAL", Math.max(score, 1 - score), score),
                row.features(),
                row.attributes());
    }
}
