package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceSummaryCommandTest {

    private static final Window DAY = Window.day(LocalDate.of(2026, 9, 22));
    private static final Scope VERSION = Scope.version("v1.0.0");

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void publishANight() {
        desk = new Desk(home);
        WindowSlice all = new WindowSlice(VERSION, DAY, Slice.ALL);
        WindowSlice valley = new WindowSlice(VERSION, DAY, new Slice("site", "valley"));
        publish(
                DAY.end(),
                List.of(
                        new MetricScore(all, "accuracy", Score.of(0.81, 0.77, 0.84), 300),
                        new MetricScore(all, "auroc", Score.none(Reason.NO_LABELS_YET), 0),
                        new MetricScore(valley, "accuracy", Score.of(0.6, 0.5, 0.7), 80)));
    }

    private void publish(Instant asOf, List<MetricScore> metrics) {
        Results results = desk.ports.results();
        NightResults night = new NightResults(asOf, metrics, List.of(), List.of(), List.of(), List.of(), List.of());
        results.commit(
                results.begin(List.of(asOf)), results.revise(List.of(night)), Results.AlertBook.unchanged(), Set.of());
    }

    @Test
    void thePerformanceOfTheLastDayIsShownWithIntervalsAndReasons() {
        Desk.Ended ended = desk.run("performance", "summary");

        assertThat(ended.out())
                .containsPattern("2026-09-22 +v1.0.0 +all +accuracy +0.81 +0.77 +0.84 +300")
                .containsPattern("auroc +- +- +- +0 +NO_LABELS_YET")
                .doesNotContain("valley");
        JsonNode auroc = desk.run("performance", "summary", "--json").json().get(1);
        assertThat(auroc.get("value").isNull()).isTrue();
        assertThat(auroc.get("reason").asText()).isEqualTo("NO_LABELS_YET");
        assertThat(auroc.get("window_start").asText()).isEqualTo("2026-09-22T00:00:00Z");
    }

    @Test
    void thePerformanceOfASliceIsShown() {
        assertThat(desk.run("performance", "summary", "--slice", "site=valley", "--json")
                        .json())
                .hasSize(1);
        assertThat(desk.run("performance", "summary", "--date", "2026-09-20").out())
                .isEqualTo(
                        "No window of that time was evaluated: the nights that were speak of 2026-09-22. Name some of"
                                + " those with --date, or with --from and --to.\n");
        Desk.Ended unknown = desk.run("performance", "summary", "--slice", "site=vally");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("Nothing was ever evaluated of site=vally.")
                .contains("Did you mean site=valley? There are: all, site=valley.");
    }

    @Test
    void thePerformanceSaysAsOfWhichNightItSpeaks() {
        publish(DAY.end().plus(Duration.ofDays(1)), List.of());

        Desk.Ended now = desk.run("performance", "summary", "--date", "2026-09-22");
        Desk.Ended then = desk.run("performance", "summary", "--date", "2026-09-22", "--as-of", "2026-09-23T12:00:00Z");

        assertThat(now.out()).startsWith("As known by the night of 2026-09-24:\n2026-09-22, v1.0.0, all:\n");
        assertThat(then.out()).startsWith("As known by the night of 2026-09-23:\n2026-09-22, v1.0.0, all:\n");
        assertThat(desk.run("performance", "summary", "--as-of", "2026-09-22").out())
                .startsWith("No night was evaluated by 2026-09-22.");
    }
}
