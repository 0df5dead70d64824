package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cxrwatch.alert.Examples.HARBOR;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.V1;
import static org.cxrwatch.alert.Examples.VALLEY;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.metric;
import static org.cxrwatch.alert.Examples.share;
import static org.cxrwatch.alert.Examples.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.alert.Coverage.Subjects;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.LifeCycle;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

/** What users can ask of rules that no default does, and the defaults' names. */
class ConfiguredRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 6);
    private static final Window DAY = Window.day(TODAY);

    private static Findings findings(List<MetricScore> metrics, List<SubjectScore> subjects, List<TrafficDay> days) {
        return new Findings(
                metrics, subjects, List.of(), List.of(), List.of(), List.of(), List.of(), days, List.of(), List.of(),
                Map.of());
    }

    private static List<JudgedWindow> judge(Rule rule, Findings findings) {
        return new Judging(new Rules(List.of(rule)), Examples::interval, Set.of("scanner")).judge(findings);
    }

    private static List<Judgement> ofMetrics(Rule rule, MetricScore... scores) {
        return judge(rule, findings(List.of(scores), List.of(), List.of())).stream()
                .flatMap(window -> window.judgements().stream())
                .toList();
    }

    @Test
    void theDefaultsHaveNamesThatStayAndSayWhatTheyAre() {
        assertThat(DefaultRules.rules().rules())
                .extracting(Rule::name)
                .containsExactly(
                        "accuracy_drop",
                        "high_latency",
                        "high_error_rate_hour",
                        "high_error_rate_day",
                        "model_failure",
                        "low_throughput_hour",
                        "low_throughput_day",
                        "system_resource_cpu_percent",
                        "system_resource_memory_percent",
                        "system_trend_gpu_memory_mb",
                        "system_trend_memory_percent",
                        "system_trend_disk_usage_percent",
                        "drift_data",
                        "drift_prediction",
                        "drift_concept",
                        "no_baseline",
                        "label_coverage",
                        "not_measured",
                        "data_quality_rejected_rate",
                        "life_cycle_new",
                        "life_cycle_returned",
                        "data_quality_watermark_age_seconds",
                        "data_quality_source_resets",
                        "data_quality_source_rows_missing",
                        "data_quality_source_rows_deleted",
                        "data_quality_rows_refused",
                        "data_quality_schema_changes");
    }

    @Test
    void twoRulesOfOneNameOrNoneAreRefused() {
        Rule day = NamedRule.ofDefaults("high_error_rate_day");
        Rule same = new Rule(
                day.name(),
                day.type(),
                "timeout_rate",
                day.window(),
                day.coverage(),
                day.threshold(),
                day.least(),
                day.persistence(),
                day.runbook());

        assertThatThrownBy(() -> new Rules(List.of(day, same)))
                .hasMessageContaining("Two rules are named high_error_rate_day");
        assertThatThrownBy(() -> new Rule(
                        "",
                        day.type(),
                        day.metric(),
                        day.window(),
                        day.coverage(),
                        day.threshold(),
                        day.least(),
                        day.persistence(),
                        day.runbook()))
                .hasMessageContaining("needs a name");
    }

    @Test
    void anHourOfNothingButErrorsIsAModelFailureFromTenRequestsOn() {
        Rule rule = NamedRule.ofDefaults("model_failure");
        Window hour = hour("2026-09-16", 9);

        assertThat(ofMetrics(rule, share(hour, Slice.ALL, "error_rate", 10, 10)))
                .singleElement()
                .isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
                    assertThat(raised.severity()).isEqualTo(AlertSeverity.CRITICAL);
                    assertThat(raised.key()).hasToString("model_failure_error_rate/service/HOUR/all");
                });
        assertThat(ofMetrics(rule, share(hour, Slice.ALL, "error_rate", 11, 12)))
                .singleElement()
                .isInstanceOf(Judgement.Clear.class);
        assertThat(ofMetrics(rule, share(hour, Slice.ALL, "error_rate", 9, 9)))
                .singleElement()
                .isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void aSiteThatFailsAltogetherIsToldOfAndItsCaseIsThatOfItsErrors() {
        Rule rule = NamedRule.ofDefaults("model_failure");
        Window hour = hour("2026-09-16", 9);
        List<JudgedWindow> judged = judge(
                rule,
                findings(
                        List.of(
                                share(hour, Slice.ALL, "error_rate", 14, 40),
                                share(hour, HARBOR, "error_rate", 14, 14),
                                share(hour, NORTH, "error_rate", 0, 26)),
                        List.of(),
                        List.of()));

        assertThat(RuleTrial.of(rule, judged).fired())
                .singleElement()
                .satisfies(fired -> assertThat(fired.occurrence().key().slice()).isEqualTo(HARBOR));
        assertThat(CaseAnchor.of(rule.key("service", Slice.ALL)))
                .isEqualTo(CaseAnchor.of(
                        NamedRule.ofDefaults("high_error_rate_hour").key("service", Slice.ALL)));
    }

    @Test
    void slicesThatAreNamedAreLookedAtAndNoOthers() {
        Rule valley = NamedRule.ofDefaults("accuracy_drop")
                .covering(Coverage.namedOf(Subjects.MODELS, Set.of(), Set.of(VALLEY)));
        Rule sites = valley.covering(Coverage.namedOf(Subjects.MODELS, Set.of("site"), Set.of(Slice.ALL)));
        MetricScore[] scores = {
            share(DAY, Slice.ALL, "accuracy", 40, 100),
            share(DAY, VALLEY, "accuracy", 20, 60),
            share(DAY, NORTH, "accuracy", 20, 40),
            share(DAY, new Slice("scanner", "valley-1"), "accuracy", 10, 30)
        };

        assertThat(ofMetrics(valley, scores))
                .extracting(each -> each.key().slice())
                .containsExactly(VALLEY);
        assertThat(ofMetrics(sites, scores))
                .extracting(each -> each.key().slice())
                .containsExactlyInAnyOrder(Slice.ALL, VALLEY, NORTH);
    }

    @Test
    void driftBelowALevelThatMustBeExceededIsFineAndOneSubjectCanBeAskedAfter() {
        Threshold strict = Threshold.point(Side.ABOVE, List.of(new Level(AlertSeverity.CRITICAL, 0.3)));
        Rule all = NamedRule.ofDefaults("drift_data").at(strict);
        Rule one = new Rule(
                "brightness",
                AlertType.DRIFT_DETECTED,
                "data:mean_intensity",
                WindowKind.DAY,
                all.coverage(),
                strict,
                all.least(),
                all.persistence(),
                all.runbook());
        List<SubjectScore> little = List.of(subject(DAY, VALLEY, DriftKind.DATA, "entropy", 0.25));
        List<SubjectScore> both = List.of(
                subject(DAY, VALLEY, DriftKind.DATA, "entropy", 0.6),
                subject(DAY, VALLEY, DriftKind.DATA, "mean_intensity", 0.1));

        assertThat(judge(all, findings(List.of(), little, List.of())).get(0).judgements())
                .singleElement()
                .isInstanceOfSatisfying(
                        Judgement.Clear.class, clear -> assertThat(clear.text()).contains("beyond the rule's levels"));
        assertThat(judge(NamedRule.ofDefaults("drift_data"), findings(List.of(), little, List.of()))
                        .get(0)
                        .judgements())
                .singleElement()
                .isInstanceOf(Judgement.Raised.class);
        assertThat(judge(all, findings(List.of(), both, List.of())).get(0).judgements())
                .singleElement()
                .isInstanceOf(Judgement.Raised.class);
        assertThat(judge(one, findings(List.of(), both, List.of())).get(0).judgements())
                .singleElement()
                .isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void anIntervalOfWhatIsNoShareIsNotTakenApartAsOne() {
        Rule slow = new Rule(
                "slow",
                AlertType.HIGH_LATENCY,
                "latency_mean",
                WindowKind.DAY,
                Coverage.everySliceOf(Subjects.SERVICE),
                Threshold.of(
                        Side.ABOVE,
                        List.of(new Level(AlertSeverity.WARNING, 2)),
                        Reading.INTERVAL,
                        Threshold.USUAL_CONFIDENCE),
                Least.rows(10),
                new Persistence(1, 1),
                "wiki");

        assertThat(ofMetrics(
                        slow,
                        latency(Slice.ALL, 2.4, 2.1, 2.7),
                        latency(VALLEY, 4, 3, 5),
                        latency(NORTH, 1.1, 0.8, 1.4)))
                .filteredOn(Judgement.Raised.class::isInstance)
                .extracting(each -> each.key().slice())
                .containsExactly(VALLEY);
    }

    private static MetricScore latency(Slice slice, double value, double lower, double upper) {
        return metric(org.cxrwatch.model.Scope.SERVICE, DAY, slice, "latency_mean", Score.of(value, lower, upper), 50);
    }

    @Test
    void aWeekOfAVersionThatALaterOneReplacedIsOver() {
        Rule weeks = NamedRule.ofDefaults("accuracy_drop").over(WindowKind.DAYS_7);
        List<MetricScore> scores = new java.util.ArrayList<>();
        SortedMap<LocalDate, SortedMap<Slice, Long>> requests = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            LocalDate day = TODAY.plusDays(i);
            String version = i < 3 ? "v1.0.0" : "v1.1.0";
            requests.put(day, new TreeMap<>(Map.of(Slice.ALL, 400L, DailyRequests.version(version), 400L)));
            if (i < 3) {
                Window week = Window.endingOn(day, WindowKind.DAYS_7);
                scores.add(metric(V1, week, Slice.ALL, "accuracy", Score.of(0.5, 0.4, 0.6), 200));
            } else {
                Window week = Window.endingOn(day, WindowKind.DAYS_7);
                scores.add(metric(
                        org.cxrwatch.model.Scope.version("v1.1.0"),
                        week,
                        Slice.ALL,
                        "accuracy",
                        Score.of(0.9, 0.85, 0.95),
                        200));
            }
        }
        List<TrafficDay> days = new LifeCycle(TrafficPolicy.DEFAULT, Map.of()).fold(new DailyRequests(requests));

        RuleTrial trial = RuleTrial.of(weeks, judge(weeks, findings(scores, List.of(), days)));

        assertThat(trial.fired()).singleElement().satisfies(fired -> {
            assertThat(fired.occurrence().key().scope()).isEqualTo("v1.0.0");
            assertThat(fired.occurrence().found().span().resolved())
                    .contains(Window.endingOn(TODAY.plusDays(3), WindowKind.DAYS_7));
        });
    }
}
