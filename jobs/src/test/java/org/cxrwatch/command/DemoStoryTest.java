package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.ConfigurationLayers;
import org.cxrwatch.config.Settings;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStoryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 22);
    private static final LocalDate OVER = LocalDate.of(2026, 10, 9);
    private static final BaselineRecord BASELINE = new BaselineRecord(
            "b-1",
            "v1.0.0",
            LocalDate.of(2026, 9, 1),
            LocalDate.of(2026, 9, 7),
            2_900,
            "d",
            "",
            Instant.parse("2026-09-08T00:00:00Z"),
            "ada",
            "normal");

    @TempDir
    private Path home;

    private String story(Episode.Watch watch, String evidence) {
        Episode episode = new Episode(
                new AlertKey(AlertType.DRIFT_DETECTED, "data", "v1.0.0", WindowKind.DAY, new Slice("site", "valley")),
                1,
                AlertState.RESOLVED,
                AlertSeverity.EMERGENCY,
                new Episode.Span(
                        Window.day(FIRST), Window.day(OVER.minusDays(1)), Optional.of(Window.day(OVER)), watch),
                Window.day(FIRST).end(),
                Optional.of(Window.day(OVER).end()),
                "2026-09-22-site-valley",
                evidence,
                List.of(),
                Optional.empty(),
                Heard.NOTHING);
        Transition over = new Transition(
                episode.key(),
                1,
                Transition.Kind.RESOLVED,
                AlertSeverity.EMERGENCY,
                Window.day(OVER).end(),
                episode.caseId(),
                evidence,
                Optional.empty());
        Settings settings = Configuration.load(
                        new ConfigurationLayers(home, home, Optional.empty(), Map.of(), List.of()))
                .settings();
        return new DemoStory(settings, new DemoStory.Places("a database", home, home.resolve("reports/index.html")))
                .facts(
                        new TreeSet<>(List.of(FIRST, OVER)),
                        BASELINE,
                        new LinkedHashMap<>(Map.of(episode, List.of(over))))
                .text(Screen.ENDLESS);
    }

    @Test
    void whatIsMendedIsOver() {
        assertThat(story(Episode.Watch.KEPT, "It was bad.").lines())
                .contains("  over       data drift, v1.0.0 at site=valley, begun 2026-09-22")
                .contains("  pages, open in a browser    " + home.resolve("reports/index.html"))
                .noneMatch(line -> line.contains("unwatched"));
    }

    @Test
    void whatEndedBecauseItsVersionAnswersNoMoreIsNotCalledOver() {
        assertThat(story(Episode.Watch.GIVEN_UP, "v1.0.0 answered nothing; it was bad.")
                        .lines())
                .containsSequence(
                        "  unwatched  data drift, v1.0.0 at site=valley, begun 2026-09-22",
                        "             v1.0.0 answers no more; nobody looked whether it is mended.")
                .noneMatch(line -> line.startsWith("  over"));
    }
}
