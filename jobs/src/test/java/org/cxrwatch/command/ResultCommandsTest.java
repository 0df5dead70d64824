package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCommandsTest {

    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Window DAY = Window.day(LocalDate.of(2026, 9, 22));
    private static final AlertKey DRIFT =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, VALLEY);
    private static final AlertKey LATENCY =
            new AlertKey(AlertType.HIGH_LATENCY, "latency_mean", "service", WindowKind.HOUR, Slice.ALL);

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void publishANight() {
        desk = new Desk(home);
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(DAY.end()));
        WindowSlice all = new WindowSlice(Scope.version("v1.0.0"), DAY, Slice.ALL);
        WindowSlice valley = new WindowSlice(Scope.version("v1.0.0"), DAY, VALLEY);
        MetricScore accuracy = new MetricScore(all, "accuracy", Score.of(0.81, 0.77, 0.84), 300);
        Verdict verdict = new Verdict(
                all,
                Score.of(0.41),
                Score.of(0.02),
                Score.none(Reason.LABELS_IMMATURE),
                Score.of(0.41),
                Severity.HIGH,
                Optional.of(VALLEY),
                new TreeMap<>(java.util.Map.of(org.cxrwatch.score.DriftKind.DATA, List.of(VALLEY))),
                List.of("mean_intensity at site=valley: median 131 → 158"),
                List.of());
        Verdict ofValley = new Verdict(
                valley,
                Score.of(0.41),
                Score.of(0.02),
                Score.none(Reason.LABELS_IMMATURE),
                Score.of(0.41),
                Severity.HIGH,
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                List.of());
        NightResults night = new NightResults(
                DAY.end(), List.of(accuracy), List.of(), List.of(), List.of(verdict, ofValley), List.of(), List.of());
        results.commit(publication, results.revise(List.of(night)), book(), Set.of());
    }

    private static Results.AlertBook book() {
        Window hour = Window.hour(LocalDate.of(2026, 9, 22), 9);
        Episode drift = episode(DRIFT, AlertState.FIRING, new Episode.Span(DAY, DAY, Optional.empty()));
        Episode latency = episode(
                LATENCY,
                AlertState.RESOLVED,
                new Episode.Span(hour, hour, Optional.of(Window.hour(LocalDate.of(2026, 9, 22), 13))));
        Transition opened = change(DRIFT, Transition.Kind.OPENED, "valley changed. Since 2026-09-22.");
        Transition over = change(
                LATENCY,
                Transition.Kind.RESOLVED,
                "Over since 2026-09-22 11:00 UTC; it began 2026-09-22 09:00 UTC. Last found: slow");
        return new Results.AlertBook(
                Checkpoint.NONE, List.of(drift, latency), List.of(opened, over), List.of(SampleAlerts.message("d-1")));
    }

    private static Transition change(AlertKey key, Transition.Kind kind, String text) {
        return new Transition(key, 1, kind, AlertSeverity.CRITICAL, DAY.end(), "c-1", text, Optional.empty());
    }

    private static Episode episode(AlertKey key, AlertState state, Episode.Span span) {
        Instant night = DAY.end();
        return new Episode(
                key,
                1,
                state,
                AlertSeverity.CRITICAL,
                span,
                night,
                state == AlertState.RESOLVED ? Optional.of(night) : Optional.empty(),
                "c-" + key.type().text(),
                "mean_intensity: median 131 → 158",
                List.of(new Slice("scanner", "valley-1")),
                Optional.empty(),
                Heard.NOTHING);
    }

    @Test
    void openAlertsAreListed() {
        Desk.Ended ended = desk.run("alerts", "list");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "NIGHT       SEVERITY  STATE   ALERT           METRIC  SCOPE   SLICE        FIRST WINDOW  "
                                + "LAST WINDOW  CASE",
                        "2026-09-23  critical  firing  drift_detected  data    v1.0.0  site=valley  2026-09-22    "
                                + "2026-09-22   c-drift_detected",
                        "1 alert in 1 case; `cxrwatch alerts explain CASE` says what was found and why.");
    }

    @Test
    void theHistoryAsJsonHasTheFieldsScriptsRelyOn() {
        JsonNode rows = desk.run("alerts", "history", "--json").json();

        assertThat(rows).hasSize(2);
        JsonNode latency = rows.get(1);
        assertThat(latency.get("alert_type").asText()).isEqualTo("high_latency");
        assertThat(latency.get("alert_key").asText()).isEqualTo("high_latency_latency_mean/service/HOUR/all");
        assertThat(latency.get("severity").asText()).isEqualTo("critical");
        assertThat(latency.get("metric").asText()).isEqualTo("latency_mean");
        assertThat(latency.get("model_version").asText()).isEqualTo("service");
        assertThat(latency.get("slice_key").asText()).isEqualTo("all");
        assertThat(latency.get("slice_value").asText()).isEqualTo("all");
        assertThat(latency.get("state").asText()).isEqualTo("resolved");
        assertThat(latency.get("opened_window_start").asText()).isEqualTo("2026-09-22T09:00:00Z");
        assertThat(latency.get("last_window_start").asText()).isEqualTo("2026-09-22T09:00:00Z");
        assertThat(latency.get("resolved_window_start").asText()).isEqualTo("2026-09-22T13:00:00Z");
        assertThat(latency.get("opened_as_of").asText()).isEqualTo("2026-09-23T00:00:00Z");
        assertThat(rows.get(0).get("resolved_window_start").isNull()).isTrue();
    }

    @Test
    void alertsCanBeChosen() {
        assertThat(desk.run("alerts", "history", "--type", "high_latency", "--json")
                        .json())
                .hasSize(1);
        assertThat(desk.run("alerts", "history", "--slice", "site=valley", "--json")
                        .json())
                .hasSize(1);
        assertThat(desk.run("alerts", "history", "--severity", "emergency", "--json")
                        .json())
                .isEmpty();
        assertThat(desk.run("alerts", "history", "--model-version", "v1.0.0", "--json")
                        .json())
                .hasSize(1);
        assertThat(desk.run("alerts", "history", "--date", "2026-09-23", "--json")
                        .json())
                .isEmpty();
    }

    @Test
    void withoutAlertsPeopleAreToldSoAndProgramsGetAnEmptyArray() {
        assertThat(desk.run("alerts", "list", "--type", "no_baseline").out()).isEqualTo("No alert is open.\n");
        assertThat(desk.run("alerts", "list", "--type", "no_baseline", "--json").json())
                .isEmpty();
    }

    @Test
    void aCaseIsShownWithWhatChangedWhen() {
        assertThat(desk.run("alerts", "show", "c-drift_detected").out())
                .contains("drift_detected_data/v1.0.0/DAY/site=valley (critical, firing, case c-drift_detected)")
                .contains("mean_intensity: median 131")
                .contains("moved with it: scanner=valley-1")
                .contains("2026-09-23  opened, critical: valley changed")
                .doesNotContain("as known now");
        assertThat(desk.run("alerts", "show", DRIFT.toString(), "--json")
                        .json()
                        .get("alerts")
                        .get(0)
                        .get("events"))
                .hasSize(1);
    }

    @Test
    void windowsThatLateLabelsMovedAreShownBesideWhatNightsSaid() {
        assertThat(desk.run("alerts", "show", LATENCY.toString()).out())
                .contains("resolved, critical: Over since 2026-09-22 11:00 UTC")
                .endsWith(
                        "  as known now: first window 2026-09-22 09:00, last with evidence 2026-09-22 09:00, over since"
                                + " 2026-09-22 13:00\n");
    }

    @Test
    void theHistoryOfDriftHasTheColumnsOfTheVerdictTable() {
        JsonNode row = desk.run("drift", "history", "--json").json().get(0);

        assertThat(row.get("severity").asText()).isEqualTo("high");
        assertThat(row.get("data_score").asDouble()).isEqualTo(0.41);
        assertThat(row.get("concept_score").isNull()).isTrue();
        assertThat(row.get("concept_reason").asText()).isEqualTo("LABELS_IMMATURE");
        assertThat(row.get("worst_slice").asText()).isEqualTo("site=valley");
        assertThat(row.get("recommendations").get(0).asText()).contains("131 → 158");
        assertThat(desk.run("drift", "history").out())
                .containsPattern("2026-09-22 +v1.0.0 +high +0.41 +0.02 +- +0.41 +- +site=valley +site=valley");
        assertThat(desk.run("drift", "history", "--as-of", "2026-09-22", "--json")
                        .json())
                .isEmpty();
    }

    @Test
    void whatWasNeverEvaluatedIsWrongUsageAndTheNearestIsNamed() {
        Desk.Ended slice = desk.run("drift", "history", "--slice", "site=vally");
        Desk.Ended version = desk.run("drift", "history", "--model-version", "v1.0.1");
        Desk.Ended other = desk.run("drift", "history", "--slice", "foo=bar", "--json");

        assertThat(List.of(slice.code(), version.code(), other.code())).containsOnly(1);
        assertThat(slice.err())
                .contains("Nothing was ever evaluated of site=vally.")
                .contains("Did you mean site=valley? There are: all, site=valley.");
        assertThat(version.err())
                .contains("Nothing was ever evaluated of v1.0.1.")
                .contains("Did you mean v1.0.0? There are: v1.0.0.");
        assertThat(other.err())
                .contains("Nothing was ever evaluated of foo=bar.")
                .doesNotContain("Did you mean");
    }

    @Test
    void ofADayThatWasNotEvaluatedItSaysWhichWere() {
        Desk.Ended ended = desk.run("drift", "history", "--date", "2027-10-12");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo("No window of that time was evaluated: the nights that were speak of 2026-09-22. Name some"
                        + " of those with --date, or with --from and --to.\n");
        assertThat(desk.run("drift", "history", "--window", "days-7").out())
                .contains("speak of 2026-09-22")
                .contains("Windows of several days are evaluated if windows.rolling names them.");
        assertThat(desk.run("drift", "history", "--as-of", "2026-09-22").out())
                .startsWith("No night was evaluated by 2026-09-22. `cxrwatch evaluate`");
    }

    @Test
    void aSliceThatWasThereAtAnotherTimeIsNoMistake() {
        publishVerdict(Window.day(DAY.firstDay().plusDays(1)), Score.of(0.1));

        Desk.Ended ended = desk.run("drift", "history", "--date", "2026-09-23", "--slice", "site=valley");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualTo("Nothing of it was evaluated at that time. It was of 2026-09-22: name some of those with"
                        + " --date, or with --from and --to.\n");
    }

    @Test
    void whereNothingWasLookedAtNoSeverityIsShownButWhy() {
        publishVerdict(Window.day(DAY.firstDay().plusDays(1)), Score.none(Reason.IN_BASELINE));

        Desk.Ended ended = desk.run("drift", "history");

        assertThat(ended.out())
                .containsPattern("DAY +SCOPE +SEVERITY .* WHY NONE")
                .containsPattern("2026-09-22 +v1.0.0 +high .* - +site=valley")
                .containsPattern("2026-09-23 +v1.0.0 +- +- +- +- +- +IN_BASELINE");
    }

    @Test
    void aWindowOfSeveralDaysIsShownByItsFirstAndItsLast() {
        publishVerdict(Window.endingOn(DAY.firstDay(), WindowKind.DAYS_7), Score.of(0.1));

        Desk.Ended ended = desk.run("drift", "history", "--window", "days-7");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("2026-09-16 to 2026-09-22 +v1.0.0 +none");
        assertThat(desk.run("drift", "history", "--window", "days-7", "--json")
                        .json()
                        .get(0)
                        .get("window_start")
                        .asText())
                .isEqualTo("2026-09-16T00:00:00Z");
    }

    private void publishVerdict(Window window, Score score) {
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(window.end()));
        Verdict verdict = new Verdict(
                new WindowSlice(Scope.version("v1.0.0"), window, Slice.ALL),
                score,
                score,
                score,
                score,
                Severity.NONE,
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                List.of());
        NightResults night =
                new NightResults(window.end(), List.of(), List.of(), List.of(), List.of(verdict), List.of(), List.of());
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of()),
                Set.of());
    }

    @Test
    void theStatusSaysWhatIsThere() {
        Desk.Ended ended = desk.run("status");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .startsWith("last night  UNSAFE TO TRUST: do not take its silence for health\n            not fresh: ")
                .contains("nothing was ingested yet")
                .contains("1 night, the last as of 2026-09-23")
                .contains("1 is open in 1 case, the worst critical")
                .contains("messages    1 waits\n")
                .contains("none is active");
        assertThat(desk.run("status", "--json").json().get("open_alerts").asInt())
                .isEqualTo(1);
    }

    @Test
    void messagesAreSentOnce() {
        Desk.Ended first = desk.run("notify");
        Desk.Ended second = desk.run("notify");

        assertThat(first.out()).isEqualTo("1 message sent.\n");
        assertThat(second.out()).isEqualTo("Nothing to send.\n");
        assertThat(List.of(first.code(), second.code())).containsOnly(0);
    }

    @Test
    void aMetricThatWasNotCountedSaysSinceWhenItIsAndHowToCountItThere() {
        publishShare(1, Score.none(Reason.NOT_SUMMARISED));
        publishShare(2, Score.of(0.11, 0.08, 0.15));

        Desk.Ended before = desk.run("performance", "summary", "--date", "2026-09-23");
        Desk.Ended after = desk.run("performance", "summary", "--date", "2026-09-24");

        assertThat(before.out()).contains("NOT_SUMMARISED");
        assertThat(before.err().replaceAll("\\s+", " "))
                .contains(
                        "low_confidence as it is defined now is counted since 2026-09-24. `cxrwatch summarise --rebuild"
                                + " --from 2026-09-23` counts earlier days again");
        assertThat(after.err()).doesNotContain("low_confidence");
    }

    private void publishShare(int daysLater, Score score) {
        Window day = Window.day(DAY.firstDay().plusDays(daysLater));
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(day.end()));
        WindowSlice all = new WindowSlice(Scope.version("v1.0.0"), day, Slice.ALL);
        NightResults night = new NightResults(
                day.end(),
                List.of(new MetricScore(all, "low_confidence", score, 140)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of()),
                Set.of());
    }

    @Test
    void aMessageNobodyCanSendIsRefusedForGoodAndSaid() {
        desk.ports.channels.clear();

        Desk.Ended ended = desk.run("notify");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out()).contains("1 refused for good").contains("log to log: no receiver log is configured");
    }
}
