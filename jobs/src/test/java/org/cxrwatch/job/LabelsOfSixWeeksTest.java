package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

/** What nights of the six weeks say before labels come, while they come, and of those that come late. */
class LabelsOfSixWeeksTest {

    private static final SixWeeksReplay.Evaluated EVALUATED = SixWeeksReplay.evaluated();
    private static final LocalDate AFTER_BASELINE = LocalDate.of(2026, 9, 8);
    private static final LocalDate LAST_OF_V1 = LocalDate.of(2026, 10, 8);

    private static List<LocalDate> days() {
        return AFTER_BASELINE.datesUntil(LAST_OF_V1.plusDays(1)).toList();
    }

    private static Set<LocalDate> days(String from, String to) {
        return LocalDate.parse(from)
                .datesUntil(LocalDate.parse(to).plusDays(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static NightResults night(LocalDate day) {
        Instant asOf = Window.day(day).end();
        return EVALUATED.published().stream()
                .filter(results -> results.asOf().equals(asOf))
                .findFirst()
                .orElseThrow();
    }

    /** What the night of {@code night} says of a day; empty if it is as the night before said. */
    private static Optional<MetricScore> find(LocalDate night, LocalDate day, Slice slice, String metric) {
        return night(night).metrics().stream()
                .filter(score -> score.where().window().equals(Window.day(day)))
                .filter(score -> score.where().slice().equals(slice)
                        && score.metric().equals(metric)
                        && score.where().scope().toString().equals("v1.0.0"))
                .findFirst();
    }

    private static Score own(LocalDate day, String metric) {
        return find(day, day, Slice.ALL, metric).orElseThrow().score();
    }

    /** The last that was said of a day. */
    private static Score last(LocalDate day, String metric) {
        return EVALUATED.published().stream()
                .flatMap(night -> night.metrics().stream())
                .filter(score -> score.where().window().equals(Window.day(day)))
                .filter(score -> score.where().slice().isAll()
                        && score.metric().equals(metric)
                        && score.where().scope().toString().equals("v1.0.0"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .score();
    }

    private static Set<LocalDate> unsafe() {
        Set<LocalDate> days = days("2026-09-27", "2026-10-01");
        days.addAll(days("2026-10-06", "2026-10-08"));
        return days;
    }

    @Test
    void theEstimateIsUnsafeWherePrevalenceOrImagesChangedAndNowhereElse() {
        assertThat(days())
                .filteredOn(day -> own(day, "estimated_accuracy").absence().equals(Optional.of(Reason.ESTIMATE_UNSAFE)))
                .containsExactlyElementsOf(unsafe());
        assertThat(days())
                .filteredOn(day -> !unsafe().contains(day))
                .allSatisfy(day ->
                        assertThat(own(day, "estimated_accuracy").measured()).isPresent());
    }

    @Test
    void theVerdictSaysWhyAnEstimateIsUnsafe() {
        assertThat(doubts("2026-09-28"))
                .singleElement()
                .asString()
                .startsWith("prevalence moved, or the scores as if it had: 67 % PNEUMONIA");
        assertThat(doubts("2026-10-06"))
                .hasSize(2)
                .anySatisfy(doubt -> assertThat(doubt).startsWith("the images left what it was learnt on: skewness"));
        assertThat(doubts("2026-09-20")).isEmpty();
    }

    private static List<String> doubts(String day) {
        return night(LocalDate.parse(day)).verdicts().stream()
                .filter(verdict -> verdict.where().window().equals(Window.day(LocalDate.parse(day))))
                .filter(verdict -> verdict.where().slice().isAll())
                .map(Verdict::estimateDoubts)
                .findFirst()
                .orElseThrow();
    }

    /** That more patients are ill is what an estimate of prevalence tells; of other images it tells nothing. */
    @Test
    void prevalenceIsToldWherePatientsChangedAndNotWhereImagesDid() {
        assertThat(own(LocalDate.of(2026, 9, 29), "label_free_prevalence")
                        .measured()
                        .orElseThrow()
                        .value())
                .isBetween(0.6, 0.7);
        assertThat(own(LocalDate.of(2026, 10, 7), "label_free_prevalence").absence())
                .contains(Reason.ESTIMATE_UNSAFE);
    }

    @Test
    void theRunningErrorIsToldFromTheSeventhMatureDayOnAndStaysBelowThreePoints() {
        assertThat(own(LocalDate.of(2026, 9, 14), "estimate_running_error").absence())
                .contains(Reason.TOO_FEW_ROWS);
        assertThat(days())
                .filteredOn(day -> day.isAfter(LocalDate.of(2026, 9, 14)))
                .hasSize(24)
                .allSatisfy(day -> assertThat(Math.abs(own(day, "estimate_running_error")
                                .measured()
                                .orElseThrow()
                                .value()))
                        .isLessThanOrEqualTo(0.03));
    }

    @Test
    void anErrorIsKnownOnceLabelsAreMatureAndNeverOfWhatWasUnsafe() {
        LocalDate quiet = LocalDate.of(2026, 9, 16);
        double estimated =
                own(quiet, "estimated_accuracy").measured().orElseThrow().value();
        double realised = last(quiet, "accuracy").measured().orElseThrow().value();

        assertThat(own(quiet, "estimate_error").absence()).contains(Reason.LABELS_IMMATURE);
        assertThat(last(quiet, "estimate_error").measured().orElseThrow().value())
                .isCloseTo(estimated - realised, within(1e-12));
        assertThat(last(LocalDate.of(2026, 10, 7), "estimate_error").absence()).contains(Reason.ESTIMATE_UNSAFE);
    }

    /** 9 % of labels are there on a day's own night; from the fourth day of delays on the band is told. */
    @Test
    void whatLabelsWillSayIsToldOnTheFirstNight() {
        List<LocalDate> told = days().stream()
                .filter(day -> own(day, "accuracy_final").measured().isPresent())
                .toList();
        long held = told.stream()
                .filter(day -> holds(own(day, "accuracy_final"), last(day, "accuracy")))
                .count();
        long coverageHeld = days().stream()
                .filter(day -> holds(own(day, "label_coverage_final"), last(day, "label_coverage")))
                .count();

        assertThat(told).hasSize(28).first().isEqualTo(LocalDate.of(2026, 9, 11));
        assertThat(held).as("of 28 bands of 95 %").isGreaterThanOrEqualTo(25);
        assertThat(coverageHeld).as("of 31 intervals of 95 %").isGreaterThanOrEqualTo(28);
    }

    private static boolean holds(Score band, Score came) {
        Score.Measured within = band.measured().orElseThrow();
        double value = came.measured().orElseThrow().value();
        return within.lower() <= value && value <= within.upper();
    }

    @Test
    void labelsComeAsUsualInSixWeeks() {
        assertThat(EVALUATED.episodes())
                .isNotEmpty()
                .noneMatch(episode -> episode.key().type() == AlertType.LABEL_COVERAGE);
    }

    @Test
    void naiveAndCorrectedSensitivityStandSideBySide() {
        LocalDate day = LocalDate.of(2026, 9, 23);
        double naive = last(day, "sensitivity").measured().orElseThrow().value();

        assertThat(last(day, "sensitivity_corrected").measured().orElseThrow().value())
                .isCloseTo(naive, within(0.02));
        assertThat(last(day, "coverage_by_score_p").measured().orElseThrow().value())
                .isGreaterThan(0.01);
    }

    @Test
    void whatIsPublishedOfModelsHasNamesThatUsersCannotGive() {
        assertThat(EVALUATED.published().stream()
                        .flatMap(night -> night.metrics().stream())
                        .filter(score -> score.where().scope().kind() == Scope.Kind.MODEL)
                        .map(MetricScore::metric)
                        .filter(metric -> !metric.startsWith(MetricNames.ESTIMATED))
                        .distinct())
                .isSubsetOf(MetricNames.ofModels());
    }

    @Test
    void theVerdictSaysWhyAccuracyFellOnceLabelsTell() {
        assertThat(recommendations("2026-09-25", "2026-09-23"))
                .last()
                .asString()
                .matches(
                        "[67]\\d % of the fall of accuracy \\(0.87 → 0.79\\) is site=valley, which has 19 % of the rows:"
                                + " accuracy there 0.87 → 0.59 .*; its mean_intensity moved since 2026-09-22"
                                + " \\(median 142 → 179\\)\\.");
        assertThat(recommendations("2026-09-20", "2026-09-16")).noneMatch(text -> text.contains("of the fall of"));
    }

    @Test
    void chartsAreReadBesideTheImagesFromTheNightOnThatTheyDecide() {
        assertThat(recommendations("2026-10-08", "2026-10-08"))
                .anyMatch(text -> text.startsWith("site=harbor: specificity 0.81 → "));
        assertThat(EVALUATED.published().stream()
                        .filter(night -> night.asOf().isBefore(Instant.parse("2026-10-09T00:00:00Z")))
                        .flatMap(night -> night.verdicts().stream())
                        .flatMap(verdict -> verdict.recommendations().stream()))
                .noneMatch(text -> text.contains("charts like it err"));
    }

    /** What the latest night up to that of {@code night} says of a day. */
    private static List<String> recommendations(String night, String day) {
        Instant asOf = Window.day(LocalDate.parse(night)).end();
        return EVALUATED.published().stream()
                .filter(results -> !results.asOf().isAfter(asOf))
                .flatMap(results -> results.verdicts().stream())
                .filter(verdict -> verdict.where().window().equals(Window.day(LocalDate.parse(day))))
                .filter(verdict -> verdict.where().slice().isAll())
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .recommendations();
    }
}
