package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.Night;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.alert.Track;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

/** What a rule had opened, when the rule is not in force any more. */
class WithdrawnRuleTest {

    private static final AlertKey KEY =
            new AlertKey(AlertType.ACCURACY_DROP, "accuracy", "v1", WindowKind.DAY, Slice.ALL);
    private static final Window LAST = Window.day(LocalDate.of(2026, 9, 10));
    private static final LocalDate NIGHT = LocalDate.of(2026, 10, 1);

    /** An alert that was open when its last window with evidence was sealed. */
    private static Results.AlertBook open() {
        Episode.Span span = new Episode.Span(LAST, LAST, Optional.empty());
        Track.Current current =
                new Track.Current(AlertState.FIRING, AlertSeverity.CRITICAL, span, "It was bad.", List.of());
        Episode episode = new Episode(
                KEY,
                1,
                AlertState.FIRING,
                AlertSeverity.CRITICAL,
                span,
                LAST.end(),
                Optional.empty(),
                "2026-09-10-all",
                "It was bad.",
                List.of(),
                Optional.empty(),
                Heard.NOTHING);
        Checkpoint checkpoint = new Checkpoint(LAST.end(), List.of(new Track(KEY, 1, Optional.of(current), 1, 0)));
        return new Results.AlertBook(checkpoint, List.of(episode), List.of(), List.of());
    }

    private static List<Episode> changed(Rules rules) {
        Instant before = Instant.parse("2026-10-01T00:00:00Z");
        EvaluationPolicy policy =
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()).with(rules);
        AlertNight night = new AlertNight(policy, open(), before, Routing.LOG, Links.NONE);
        Findings nothing = new Findings(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of());
        night.add(new Nights.One(NIGHT, Instant.parse("2026-10-02T00:00:00Z")), nothing, Night.Telling.TELL);
        return night.book().episodes();
    }

    @Test
    void whatARuleHadOpenedIsOverWhenItIsSwitchedOff() {
        assertThat(changed(new Rules(List.of()))).singleElement().satisfies(episode -> {
            assertThat(episode.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(episode.span().resolved()).contains(Window.day(NIGHT));
            assertThat(episode.evidence()).isEqualTo("The rule that opened it is no longer in force.");
        });
    }

    @Test
    void withItsRuleItStaysOpenWhileNothingIsKnown() {
        assertThat(changed(DefaultRules.rules())).isEmpty();
    }
}
