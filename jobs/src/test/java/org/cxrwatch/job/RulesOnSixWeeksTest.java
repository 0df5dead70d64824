package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.JudgedWindow;
import org.cxrwatch.alert.Judgement;
import org.cxrwatch.alert.NamedRule;
import org.cxrwatch.alert.Occurrence;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.ConfigurationLayers;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules tried on the six weeks: the defaults do what the nights did, and others what they say. */
class RulesOnSixWeeksTest {

    private static final LocalDate FIRST = SixWeeksReplay.FIRST_NIGHT;
    private static final List<String> AS_THE_NIGHTS = List.of("accuracy_drop", "drift_data", "low_throughput_hour");
    private static final LocalDate LAST = LocalDate.of(2026, 10, 12);

    private static SixWeeksReplay.Evaluated evaluated;
    private static Rule valleyWeeks;
    private static Map<String, RuleTrial> trials;

    @TempDir
    private static Path folder;

    /** Scoring the days again takes long; that all of them are tried at once changes nothing for each. */
    @BeforeAll
    static void tryRulesOnTheSixWeeks() {
        evaluated = SixWeeksReplay.evaluated();
        valleyWeeks = configured(
                "valley_weeks",
                "alert.rules.valley_weeks.metric=accuracy",
                "alert.rules.valley_weeks.below=0.8",
                "alert.rules.valley_weeks.severity=critical",
                "alert.rules.valley_weeks.window=days-7",
                "alert.rules.valley_weeks.slices=site=valley");
        List<Rule> rules = Stream.concat(
                        Stream.concat(Stream.of("not_measured"), AS_THE_NIGHTS.stream())
                                .map(NamedRule::ofDefaults),
                        Stream.of(valleyWeeks))
                .toList();
        List<RuleTrial> tried = new SixWeeksReplay(evaluated.weeks()).tried(rules, FIRST, LAST);
        trials = IntStream.range(0, rules.size())
                .boxed()
                .collect(Collectors.toMap(index -> rules.get(index).name(), tried::get));
    }

    private static Rule configured(String name, String... assignments) {
        Configuration loaded = Configuration.load(
                new ConfigurationLayers(folder, folder, Optional.empty(), Map.of(), List.of(assignments)));
        return NamedRule.find(loaded.settings().rules().inForce(), name).orElseThrow();
    }

    @Test
    void nothingWasLostAndNobodyAnsweredNothingButErrorsInSixWeeks() {
        assertThat(evaluated.episodes())
                .extracting(episode -> episode.key().type())
                .doesNotContain(AlertType.NOT_MEASURED, AlertType.MODEL_FAILURE);
        assertThat(trials.get("not_measured").judged())
                .flatExtracting(JudgedWindow::judgements)
                .hasSizeGreaterThan(30)
                .noneMatch(Judgement.Raised.class::isInstance)
                .filteredOn(Judgement.Clear.class::isInstance)
                .hasSizeGreaterThan(30);
    }

    /**
     * What is known at the end is more than a night knew: spans may differ by it, alerts and days of opening do not.
     */
    @Test
    void aDefaultRuleTriedDoesWhatTheNightsDid() {
        for (String name : AS_THE_NIGHTS) {
            Rule rule = NamedRule.ofDefaults(name);
            Predicate<Episode> ofRule = episode -> episode.key().type() == rule.type()
                    && episode.key().metric().equals(rule.metric())
                    && episode.key().window() == rule.window();

            assertThat(trials.get(name).fired())
                    .as(name)
                    .isNotEmpty()
                    .extracting(fired -> fired.occurrence().key() + " "
                            + fired.occurrence().found().span().opened().start())
                    .containsExactlyInAnyOrderElementsOf(evaluated.episodes().stream()
                            .filter(ofRule)
                            .filter(episode -> episode.span().resolved().isPresent()
                                    || episode.state().isOpen())
                            .map(episode -> episode.key() + " "
                                    + episode.span().opened().start())
                            .toList());
        }
    }

    @Test
    void aRuleOverWeeksSaysWhenValleysWeeksWereBad() {
        RuleTrial trial = trials.get(valleyWeeks.name());

        assertThat(trial.fired()).singleElement().satisfies(fired -> {
            Occurrence found = fired.occurrence();
            assertThat(found.key()).hasToString("accuracy_drop_accuracy/v1.0.0/DAYS_7/site=valley");
            assertThat(found.found().severity()).isEqualTo(AlertSeverity.CRITICAL);
            assertThat(found.found().span().opened().lastDay())
                    .isBetween(LocalDate.of(2026, 9, 23), LocalDate.of(2026, 9, 27));
            assertThat(found.found().span().resolved())
                    .contains(Window.endingOn(LocalDate.of(2026, 10, 9), WindowKind.DAYS_7));
        });
    }

    /** An evaluation with such a rule opens it once, and does not take it back the next night. */
    @Test
    void aRuleOverWeeksIsFoldedNightAfterNight() {
        EvaluationPolicy policy =
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()).with(new Rules(List.of(valleyWeeks)));
        LocalDate last = LocalDate.of(2026, 9, 30);

        assertThat(new SixWeeksReplay(evaluated.weeks())
                        .run(LocalDate.of(2026, 9, 28), last, policy)
                        .alerts()
                        .episodes())
                .singleElement()
                .satisfies(episode -> {
                    assertThat(episode.state().isOpen()).isTrue();
                    assertThat(episode.span().last().lastDay())
                            .isAfter(episode.span().opened().lastDay());
                });
    }

    /** What of a metric is in the tables, a rule can read: in those windows, with an interval where there is one. */
    @Test
    void everyMetricOfTheTablesCanBeReadByARule() {
        Map<String, Set<WindowKind>> windows = new TreeMap<>();
        Set<String> intervals = new TreeSet<>();
        Set<String> beyond = new TreeSet<>();
        evaluated.published().stream()
                .flatMap(night -> night.metrics().stream())
                .forEach(score -> {
                    windows.computeIfAbsent(score.metric(), none -> new TreeSet<>())
                            .add(score.where().window().kind());
                    score.score().measured().ifPresent(value -> note(score, value, intervals, beyond));
                });
        windows.keySet().removeIf(name -> name.endsWith("_chart_limit") || name.equals("estimate_running_error"));

        assertThat(windows).hasSizeGreaterThan(50);
        windows.forEach((metric, kinds) -> kinds.forEach(
                kind -> assertThat(rule(metric, kind).window()).as(metric).isEqualTo(kind)));
        windows.keySet().forEach(metric -> {
            if (intervals.contains(metric)) {
                assertThat(rule(metric, windows.get(metric).iterator().next(), "reading=interval"))
                        .isNotNull();
            } else {
                assertThatThrownBy(() ->
                                rule(metric, windows.get(metric).iterator().next(), "reading=interval"))
                        .as(metric)
                        .isInstanceOf(ConfigurationException.class);
            }
        });
        assertThat(beyond)
                .allSatisfy(metric -> assertThat(
                                rule(metric, windows.get(metric).iterator().next(), "above=5"))
                        .isNotNull());
    }

    private static void note(MetricScore score, Score.Measured value, Set<String> intervals, Set<String> beyond) {
        if (value.lower() != value.value() || value.upper() != value.value()) {
            intervals.add(score.metric());
        }
        boolean isRead =
                !score.metric().endsWith("_chart_limit") && !score.metric().equals("estimate_running_error");
        if (isRead && (value.value() < 0 || value.value() > 1)) {
            beyond.add(score.metric());
        }
    }

    private static Rule rule(String metric, WindowKind kind, String... more) {
        List<String> assignments = new ArrayList<>(List.of(
                "alert.rules.x.metric=" + metric,
                "alert.rules.x.above=0.9",
                "alert.rules.x.window="
                        + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "alert.rules.accuracy_drop.enabled=false",
                "alert.rules.high_latency.enabled=false",
                "alert.rules.high_error_rate_hour.enabled=false",
                "alert.rules.high_error_rate_day.enabled=false"));
        for (String each : more) {
            assignments.add("alert.rules.x." + each);
        }
        return configured("x", assignments.toArray(String[]::new));
    }
}
