package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happened in the six weeks (their README), found on the first night it could be known, and nothing else. */
class EvaluateSixWeeksTest {

    private static final EvaluationPolicy USUAL = SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of());
    private static List<NightResults> published;
    private static List<Episode> episodes;
    private static List<Transition> transitions;

    @BeforeAll
    static void replayTheSixWeeks() {
        SixWeeksReplay.Evaluated evaluated = SixWeeksReplay.evaluated();
        episodes = evaluated.episodes();
        published = evaluated.published();
        transitions = evaluated.transitions();
    }

    private static List<Episode> of(AlertType type, String metric, String slice) {
        return episodes.stream()
                .filter(episode -> episode.key().type() == type)
                .filter(episode -> episode.key().metric().equals(metric))
                .filter(episode -> episode.key().slice().toString().equals(slice))
                .toList();
    }

    private static Episode first(AlertType type, String metric, String slice) {
        assertThat(of(type, metric, slice))
                .as("%s %s at %s", type, metric, slice)
                .isNotEmpty();
        return of(type, metric, slice).get(0);
    }

    /** The day of its first window, and the night that first knew it. */
    private static void assertFound(Episode episode, String firstDay, String night) {
        assertThat(episode.span().opened().firstDay()).isEqualTo(firstDay);
        assertThat(episode.openedAsOf()).isEqualTo(Instant.parse(night + "T00:00:00Z"));
    }

    @Test
    void requestsFailAtHarborOnThe16th() {
        assertFound(first(AlertType.HIGH_ERROR_RATE, "error_rate", "site=harbor"), "2026-09-16", "2026-09-17");
        assertThat(of(AlertType.HIGH_ERROR_RATE, "error_rate", "all")).isEmpty();
    }

    @Test
    void valleysImagesChangeOnThe22ndAtBothScanners() {
        Episode data = first(AlertType.DRIFT_DETECTED, "data", "site=valley");
        assertFound(data, "2026-09-22", "2026-09-23");
        assertThat(data.severity()).isEqualTo(AlertSeverity.EMERGENCY);
        assertThat(data.symptoms()).contains(new Slice("scanner", "valley-1"), new Slice("scanner", "valley-2"));
    }

    @Test
    void accuracyFallsAtValleyAsSoonAsLabelsTell() {
        assertFound(first(AlertType.ACCURACY_DROP, "accuracy", "site=valley"), "2026-09-23", "2026-09-25");
        assertThat(first(AlertType.ACCURACY_DROP, "accuracy", "site=valley").caseId())
                .isEqualTo(
                        first(AlertType.DRIFT_DETECTED, "data", "site=valley").caseId());
        assertThat(of(AlertType.ACCURACY_DROP, "accuracy", "all")).isEmpty();
    }

    @Test
    void moreDiseaseIsPredictionDriftEverywhereAndNoFaultOfTheModel() {
        Episode prevalence = first(AlertType.DRIFT_DETECTED, "prediction", "all");
        assertFound(prevalence, "2026-09-27", "2026-09-28");
        assertThat(prevalence.span().last().firstDay()).isEqualTo("2026-10-01");
        assertThat(episodes)
                .filteredOn(episode -> episode.key().type() == AlertType.ACCURACY_DROP)
                .extracting(episode -> episode.span().opened().firstDay().toString())
                .noneMatch(day -> day.compareTo("2026-09-27") >= 0 && day.compareTo("2026-10-01") <= 0);
    }

    @Test
    void slownessALoadedProcessorAndSilenceAreFoundTheNightTheyHappened() {
        assertFound(first(AlertType.HIGH_LATENCY, "latency_mean", "all"), "2026-10-03", "2026-10-04");
        assertFound(first(AlertType.SYSTEM_RESOURCE, "cpu_percent", "all"), "2026-10-04", "2026-10-05");
        Episode silence = first(AlertType.LOW_THROUGHPUT, "requests", "all");
        assertFound(silence, "2026-10-05", "2026-10-06");
        assertThat(silence.span().opened().start()).isEqualTo(Instant.parse("2026-10-05T11:00:00Z"));
        assertThat(silence.span().last().start()).isEqualTo(Instant.parse("2026-10-05T13:00:00Z"));
    }

    @Test
    void theGraphicsMemoryThatLeaksIsFoundWithoutAnyLimitAndNothingElseRises() {
        List<Episode> rising = episodes.stream()
                .filter(episode -> episode.key().type() == AlertType.SYSTEM_TREND)
                .toList();

        assertThat(rising).hasSize(2).allSatisfy(episode -> {
            assertThat(episode.key().metric()).isEqualTo("gpu_memory_mb");
            assertThat(episode.openedAsOf()).isBeforeOrEqualTo(Instant.parse("2026-10-03T00:00:00Z"));
            assertThat(episode.state().isOpen()).isFalse();
        });
    }

    @Test
    void invertedImagesAtNorthAndHarborAreCriticalOnTheirFirstNight() {
        for (String site : List.of("site=north", "site=harbor")) {
            for (String kind : List.of("data", "prediction")) {
                Episode drift = first(AlertType.DRIFT_DETECTED, kind, site);
                assertFound(drift, "2026-10-06", "2026-10-07");
                assertThat(drift.severity()).isGreaterThanOrEqualTo(AlertSeverity.CRITICAL);
            }
            assertFound(first(AlertType.ACCURACY_DROP, "accuracy", site), "2026-10-06", "2026-10-08");
            assertFound(first(AlertType.DRIFT_DETECTED, "concept", site), "2026-10-06", "2026-10-08");
        }
    }

    @Test
    void aNewVersionHasNoBaselineAndTheOldOneIsNotMissed() {
        assertFound(first(AlertType.NO_BASELINE, "baseline", "all"), "2026-10-09", "2026-10-10");
        assertThat(episodes)
                .filteredOn(episode -> episode.key().scope().equals("v1.0.0"))
                .allMatch(episode -> !episode.state().isOpen());
        assertThat(first(AlertType.DRIFT_DETECTED, "data", "site=valley").isUnwatched())
                .isTrue();
    }

    @Test
    void theNewVersionIsNewAndNoSiteOrScannerIsSilentNewOrBackInSixWeeks() {
        assertThat(episodes)
                .filteredOn(episode -> episode.key().type() == AlertType.LIFE_CYCLE)
                .singleElement()
                .satisfies(episode -> {
                    assertThat(episode.key()).hasToString("life_cycle_new/v1.1.0/DAY/all");
                    assertThat(episode.severity()).isEqualTo(AlertSeverity.INFO);
                    assertFound(episode, "2026-10-09", "2026-10-10");
                    assertThat(episode.state().isOpen()).isTrue();
                    assertThat(episode.evidence()).contains("v1.1.0 is new since 2026-10-09, in place of v1.0.0");
                });
        assertThat(episodes)
                .filteredOn(episode -> episode.key().type() == AlertType.LOW_THROUGHPUT)
                .extracting(episode -> episode.key().window())
                .containsOnly(WindowKind.HOUR);
    }

    /** The outage of 10-05 took three hours and a half: 334 requests where 473 are usual are no silent day. */
    @Test
    void everyDayIsStoredWithItsUsualRequestsBesideIt() {
        List<MetricScore> ofTheOutage = published.stream()
                .filter(night -> night.asOf().equals(Instant.parse("2026-10-06T00:00:00Z")))
                .flatMap(night -> night.metrics().stream())
                .filter(score -> score.where().window().equals(Window.day(LocalDate.of(2026, 10, 5))))
                .toList();

        assertThat(of(ofTheOutage, "requests", "all")).isEqualTo(334);
        assertThat(of(ofTheOutage, "requests_usual", "all")).isBetween(465.0, 485.0);
        assertThat(of(ofTheOutage, "requests_p", "site=harbor")).isGreaterThan(0.01);
        assertThat(of(ofTheOutage, "requests", "scanner=harbor-2")).isEqualTo(41);
        assertThat(of(ofTheOutage, "requests_usual", "scanner=harbor-2")).isGreaterThan(50);
    }

    private static double of(List<MetricScore> scores, String metric, String slice) {
        return scores.stream()
                .filter(score -> score.metric().equals(metric)
                        && score.where().slice().toString().equals(slice))
                .findFirst()
                .orElseThrow()
                .score()
                .measured()
                .orElseThrow()
                .value();
    }

    @Test
    void quietWeeksAreQuiet() {
        Predicate<Episode> quiet = episode -> {
            LocalDate day = episode.span().opened().firstDay();
            return !day.isBefore(LocalDate.of(2026, 9, 8)) && !day.isAfter(LocalDate.of(2026, 9, 21));
        };
        assertThat(episodes.stream().filter(quiet))
                .extracting(episode -> episode.key().type())
                .containsOnly(AlertType.HIGH_ERROR_RATE);
    }

    @Test
    void peopleAreToldOfCasesNotOfSymptoms() {
        Set<String> cases = episodes.stream().map(Episode::caseId).collect(Collectors.toSet());
        assertThat(cases).hasSize(10);
    }

    /** With -Dexamples=write it is written anew: read it before it is committed. */
    @Test
    void tenNightsReadAsTheirPageSays() throws IOException {
        Path page = Path.of("../docs/example-verdicts.md");
        String text = new ExampleVerdicts(published, transitions).text();
        if ("write".equals(System.getProperty("examples"))) {
            Files.writeString(page, text);
        }
        assertThat(page).hasContent(text);
    }

    /** Shares of counts apart, nothing that leaves the lake rests on fewer than privacy.least-rows predictions. */
    @Test
    void fewPredictionsAreCountedAndNothingElseIsSaidOfThem() {
        Set<String> counts = Set.of(
                "requests",
                "requests_usual",
                "requests_p",
                "throughput",
                "label_coverage",
                "label_maturity",
                "estimate_running_error");
        List<MetricScore> metrics =
                published.stream().flatMap(night -> night.metrics().stream()).toList();
        List<SubjectScore> subjects =
                published.stream().flatMap(night -> night.subjects().stream()).toList();

        assertThat(metrics)
                .filteredOn(score -> score.score().measured().isPresent() && score.n() < 10)
                .extracting(MetricScore::metric)
                .isSubsetOf(counts);
        assertThat(metrics)
                .anyMatch(score -> score.n() > 0
                        && score.n() < 10
                        && score.score().measured().isEmpty());
        assertThat(published.stream().flatMap(night -> night.measures().stream()))
                .isNotEmpty()
                .noneMatch(score -> score.n() < 10);
        assertThat(subjects)
                .filteredOn(score -> score.distance().measured().isPresent())
                .isNotEmpty()
                .noneMatch(
                        score -> score.evidence().n() < 10 || score.evidence().reference() < 10);
    }

    @Test
    void aNightInsideAReplayIsThatNightOnTheDataOfItsDay() {
        LocalDate night = LocalDate.of(2026, 9, 25);
        SixWeeksReplay truncated = new SixWeeksReplay(new SixWeeks(night));
        truncated.run(SixWeeksReplay.FIRST_NIGHT, night, USUAL);
        Instant then = Window.day(night).end();

        assertThat(truncated.published())
                .isEqualTo(published.stream()
                        .filter(results -> !results.asOf().isAfter(then))
                        .toList());
        assertThat(truncated.transitions())
                .isNotEmpty()
                .isEqualTo(transitions.stream()
                        .filter(transition -> !transition.asOf().isAfter(then))
                        .toList());
    }

    @Test
    void saysSinceWhenItIsSo() {
        assertThat(since("2026-09-26", "2026-09-25", "site=valley", "mean_intensity"))
                .isEqualTo(day("2026-09-22"));
        assertThat(since("2026-09-29", "2026-09-28", "all", "class_share"))
                .hasToString("2026-09-27 (2026-09-26 to 2026-09-27)");
        assertThat(since("2026-10-09", "2026-10-08", "site=north", "skewness")).isEqualTo(day("2026-10-06"));
        assertThat(since("2026-10-09", "2026-10-07", "site=harbor", "accuracy")).isEqualTo(day("2026-10-06"));
        assertThat(since("2026-10-09", "2026-10-07", "site=north", "accuracy")).isEqualTo(day("2026-10-06"));
    }

    private static Onset day(String day) {
        return new Onset(LocalDate.parse(day), LocalDate.parse(day), LocalDate.parse(day));
    }

    private static Onset since(String night, String day, String slice, String subject) {
        return published(night)
                .filter(score -> score.where().window().equals(Window.day(LocalDate.parse(day))))
                .filter(score -> score.where().slice().toString().equals(slice)
                        && score.subject().equals(subject)
                        && score.drifted())
                .findFirst()
                .flatMap(SubjectScore::onset)
                .orElseThrow();
    }

    private static Stream<SubjectScore> published(String night) {
        return published.stream()
                .filter(results -> results.asOf().equals(Instant.parse(night + "T00:00:00Z")))
                .flatMap(results -> results.subjects().stream());
    }

    @Test
    void whatBeganIsNeverOlderThanTheEvidence() {
        assertThat(published.stream().flatMap(night -> night.subjects().stream()))
                .filteredOn(score -> score.onset().isPresent())
                .hasSizeGreaterThan(500)
                .allSatisfy(score -> {
                    Onset onset = score.onset().orElseThrow();
                    assertThat(onset.earliest()).isAfter(SixWeeksReplay.FIRST_WEEK.lastDay());
                    assertThat(onset.latest())
                            .isBeforeOrEqualTo(score.where().window().lastDay());
                });
    }

    @Test
    void weeksAndMonthsInformAndFireNothing() {
        Window week = Window.endingOn(LocalDate.of(2026, 9, 28), WindowKind.DAYS_7);
        NightResults night = published.stream()
                .filter(results -> results.asOf().equals(week.end()))
                .findFirst()
                .orElseThrow();

        assertThat(night.verdicts())
                .filteredOn(verdict -> verdict.where().window().equals(week)
                        && verdict.where().slice().isAll())
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.causes().get(DriftKind.DATA)).containsExactly(new Slice("site", "valley"));
                    assertThat(verdict.recommendations().get(0)).contains("from 2026-09-22 to 2026-09-28");
                });
        assertThat(night.metrics().stream()
                        .filter(score -> score.where().window().kind() == WindowKind.DAYS_28)
                        .map(MetricScore::metric))
                .contains("accuracy", "requests", "latency_p95");
        assertThat(episodes)
                .extracting(episode -> episode.key().window())
                .containsOnly(WindowKind.DAY, WindowKind.HOUR);
    }

    @Test
    void theDayBeforeInformsAndDecidesNothing() {
        List<SubjectScore> previous = published("2026-09-23")
                .filter(score -> score.reference().equals(Reference.PREVIOUS))
                .toList();

        assertThat(previous)
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.decision()).isEqualTo(Decision.NOT_DECIDED));
        assertThat(previous.stream()
                        .filter(score -> score.where().slice().toString().equals("site=valley")
                                && score.where().window().kind() == WindowKind.DAY
                                && score.subject().equals("mean_intensity"))
                        .map(score -> score.evidence().excess()))
                .singleElement()
                .satisfies(excess -> assertThat(excess).isGreaterThan(0.5));
    }
}
