package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Results;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesCommandTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void valleyFellInANight() {
        desk = new FallenSite(home).desk();
        LocalDate day = LocalDate.of(2026, 9, 23);
        desk.ports.moreCells.add(new Cell(
                new CellKey(PartKind.SERVICE, "v1.0.0", day, Optional.of(9), Slice.ALL),
                Arrival.during(day, ArrivalBasis.FROM_NAME),
                1,
                Generation.FIRST,
                "d",
                ServicePart.of(Map.of(RequestStatus.SUCCESS, 500L), NumericSummary.empty(Resolution.SERVICE))));
    }

    private void configure(String text) throws IOException {
        Path folder = home.resolve("installation/conf");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("application.conf"), text);
    }

    private static JsonNode named(JsonNode rules, String name) {
        return StreamSupport.stream(rules.spliterator(), false)
                .filter(rule -> rule.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRuleIsListedInWords() {
        Desk.Ended ended = desk.run("alerts", "rules");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains(
                        "accuracy_drop | default | accuracy_drop | accuracy | day | models | every | interval's upper end"
                                + " < 0.8: critical | interval's lower end at least 0.8 | 1 window, over after 1 | 30 |"
                                + " docs/runbooks.md#accuracy_drop | default")
                .contains(
                        "high_error_rate_hour | default | high_error_rate | error_rate | hour | service | all, site | 99.9"
                                + " % interval's lower end > 0.05: critical | at most 0.05 | 1 window, over after 3 | 10,"
                                + " of which 3 bad | docs/runbooks.md#high_error_rate | default")
                .anySatisfy(line -> assertThat(line)
                        .contains("half of the samples > 90: warning, half of the samples > 95: critical"))
                .anySatisfy(line -> assertThat(line).startsWith("27 rules, 0 of them off"));
    }

    @Test
    void whatUsersMadeOfRulesIsSaidWithWhereTheyWroteIt() throws IOException {
        configure(
                "alert.rules {\n  accuracy_drop { below = 0.85 }\n  life_cycle_new { enabled = false }\n"
                        + "  slow_tail { metric = latency_p95, above { warning = 2, critical = 5 }, slices = [all, site] }\n}\n");

        JsonNode rules = desk.run("alerts", "rules", "--json").json();

        assertThat(rules).hasSize(28);
        JsonNode changed = named(rules, "accuracy_drop");
        assertThat(changed.get("standing").asText()).isEqualTo("changed");
        assertThat(changed.get("origin").asText()).endsWith("application.conf, line 2");
        assertThat(changed.at("/levels/0/bound").asDouble()).isEqualTo(0.85);
        assertThat(changed.get("clear_bound").asDouble()).isEqualTo(0.85);
        assertThat(named(rules, "life_cycle_new").get("standing").asText()).isEqualTo("off");
        JsonNode yours = named(rules, "slow_tail");
        assertThat(yours.get("standing").asText()).isEqualTo("yours");
        assertThat(yours.get("fires").asText()).isEqualTo("> 2: warning, > 5: critical");
        assertThat(yours.get("clears").asText()).isEqualTo("at most 2");
        assertThat(yours.get("slices").asText()).isEqualTo("site, all");
        assertThat(yours.get("clear_windows").asInt()).isEqualTo(3);
    }

    @Test
    void aRuleThatCannotBeStopsEveryCommandAtStart() throws IOException {
        configure("alert.rules.x { metric = acuracy, below = 0.9 }");

        Desk.Ended ended = desk.run("alerts", "list");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("alert.rules.x.metric = acuracy")
                .contains("is no metric that rules can read")
                .contains("Did you mean accuracy?");
    }

    @Test
    void aRuleThatThereIsNotIsWrongUsage() {
        Desk.Ended ended = desk.run("alerts", "test", "--rule", "acuracy_drop");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("There is no rule acuracy_drop.")
                .contains("Did you mean accuracy_drop?")
                .contains("There are: accuracy_drop, high_latency");
    }

    private void configureBusy() throws IOException {
        configure("alert.rules.busy { metric = requests, above = 400, severity = critical, window = hour, least = 0 }");
    }

    @Test
    void aRuleThatIsNewIsTriedOnAnEvaluatedDayAndNothingIsWritten() throws IOException {
        configureBusy();
        Results.AlertBook before = desk.ports.results().alerts();

        Desk.Ended ended = desk.run("alerts", "test", "--rule", "busy", "--date", "2026-09-23");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "busy: custom_metric of requests, service, slices all, window hour; fires when > 400: critical;"
                                + " over when at most 400; 1 window, over after 3; on at least 0.",
                        "Tried on 2026-09-23, by what was known as of 2026-09-24. Nothing was written, nobody was told.",
                        "  2026-09-23 09:00 UTC  raised (critical): requests at all (service) on 2026-09-23 09:00 UTC: 500"
                                + " (n 500), above 400.",
                        "Judged 24 times: raised 1, clear 23; --all shows each.",
                        "Would have fired 2026-09-23 09:00 UTC at all (service), critical, over on 2026-09-23 12:00 UTC:"
                                + " case 2026-09-23-requests.",
                        "It would have fired 1 time: 1 message when the cases opened, to each receiver that is told of their"
                                + " severity.");
        assertThat(desk.ports.results().alerts()).isEqualTo(before);
    }

    @Test
    void programsGetTheWindowsAndTheEpisodes() throws IOException {
        configureBusy();

        JsonNode json = desk.run("alerts", "test", "--rule", "busy", "--date", "2026-09-23", "--all", "--json")
                .json();

        assertThat(json.get("rule").asText()).isEqualTo("busy");
        assertThat(json.at("/counts/raised").asInt()).isEqualTo(1);
        assertThat(json.get("windows")).hasSize(24);
        assertThat(json.at("/windows/0/judged").asText()).isEqualTo("clear");
        assertThat(json.at("/windows/0/severity").isNull()).isTrue();
        assertThat(json.at("/episodes/0/alert_key").asText()).isEqualTo("custom_metric_requests/service/HOUR/all");
        assertThat(json.at("/episodes/0/resolved_window_start").asText()).startsWith("2026-09-23T12:00");
        assertThat(json.get("messages").asInt()).isEqualTo(1);
    }

    @Test
    void aRuleThatFindsNothingSaysSo() {
        Desk.Ended ended = desk.run("alerts", "test", "--rule", "high_latency", "--date", "2026-09-23");

        assertThat(ended.out()).contains("It would not have fired.");
    }

    @Test
    void daysThatWereNotEvaluatedAndTooManyDaysAreRefused() {
        Desk.Ended later = desk.run("alerts", "test", "--rule", "high_latency", "--date", "2026-09-25");
        Desk.Ended many =
                desk.run("alerts", "test", "--rule", "high_latency", "--from", "2026-01-01", "--to", "2026-09-23");
        Desk nothing = new Desk(home);
        Desk.Ended never = nothing.run("alerts", "test", "--rule", "high_latency");

        assertThat(later.code()).isEqualTo(1);
        assertThat(later.err()).contains("The days from 2026-09-25 on were not evaluated yet: the last is 2026-09-23.");
        assertThat(many.code()).isEqualTo(1);
        assertThat(many.err()).contains("are more than 92 days").contains("Ask for a quarter at a time.");
        assertThat(never.code()).isEqualTo(1);
        assertThat(never.err()).contains("No night was evaluated yet").contains("cxrwatch nightly");
    }
}
