package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cxrwatch.port.SampleRows.night;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Acknowledgement;
import org.cxrwatch.alert.Acknowledgements;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.Resolutions;
import org.cxrwatch.alert.ResolvedByHand;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Silence;
import org.junit.jupiter.api.Test;

/** What every place does where people change alerts between nights. */
public interface AlertDeskContract {

    Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    /** What would steer a terminal, a page, a table, a header, a query or a path. */
    String HOSTILE = "'; DROP TABLE alert; --\r\nBcc: x\u001b[31m<b>\u202e=cmd|'/c calc'!A1 ../../etc \"é\" \\";

    AlertDesk desk();

    /** A publisher of its own over the same store. */
    Results results();

    AlertLog alertLog();

    private void publish(Results results, List<Episode> episodes) {
        results.commit(
                results.begin(List.of(night(22))),
                List.of(),
                new Results.AlertBook(Checkpoint.NONE, episodes, List.of(), List.of()),
                Set.of());
    }

    private Episode stored() {
        return alertLog().episodes(AlertLog.Filter.ALL).get(0);
    }

    private AlertDesk.Decided acknowledge(String by, String comment) {
        return desk().decide(present -> {
            RecordedNight given = Acknowledgements.given(
                    present.episodes(), Handling.acknowledging(by, comment, UNTIL), present.now());
            return new AlertDesk.Decided(given.episodes(), given.transitions(), List.of());
        });
    }

    private AlertDesk.Decided resolve() {
        return desk().decide(present -> {
            RecordedNight over = Resolutions.byHand(present.episodes(), "ada", "repaired", present.now());
            return new AlertDesk.Decided(over.episodes(), over.transitions(), List.of());
        });
    }

    @Test
    default void whoHasAnAlertInHandIsKeptWordForWord() {
        publish(results(), List.of(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22)));

        AlertDesk.Decided decided = acknowledge(HOSTILE, HOSTILE);

        assertThat(stored().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(stored().acknowledgement()).contains(new Acknowledgement(HOSTILE, UNTIL));
        assertThat(List.of(stored())).isEqualTo(decided.episodes());
        assertThat(alertLog().transitions()).isEqualTo(decided.transitions());
        assertThat(alertLog().transitions(SampleAlerts.DRIFT.toString()))
                .extracting(Transition::handling)
                .containsExactly(Optional.of(Handling.acknowledging(HOSTILE, HOSTILE, UNTIL)));
    }

    @Test
    default void whatPeopleHeardIsKept() {
        Heard.Told told = new Heard.Told(night(22), night(23), Transition.Kind.RAISED, AlertSeverity.CRITICAL);
        Heard.Held held = new Heard.Held(Transition.Kind.SUPPRESSED, "silence 3", night(24));
        Episode episode =
                SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22).heard(new Heard(Optional.of(told), Optional.of(held)));

        publish(results(), List.of(episode));

        assertThat(stored()).isEqualTo(episode);
    }

    @Test
    default void whatPeopleSaidIsOverIsReadByTheNextNight() {
        publish(results(), List.of(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22)));

        Instant at = resolve().transitions().get(0).asOf();

        assertThat(results().alerts().people().over())
                .containsExactly(new ResolvedByHand(SampleAlerts.DRIFT, SampleRows.day(22), at));
        assertThat(results().alerts().people().asOf(at.minusMillis(1)).over()).isEmpty();
        assertThat(stored().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(stored().resolvedAsOf()).contains(at);
    }

    @Test
    default void aDecisionThatFailsWritesNothing() {
        Episode firing = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        publish(results(), List.of(firing));

        assertThatThrownBy(() -> desk().decide(present -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(stored()).isEqualTo(firing);
        assertThat(alertLog().transitions()).isEmpty();
    }

    @Test
    default void messagesDecidedBetweenNightsAreToBeDelivered() {
        publish(results(), List.of());

        AlertDesk.Decided decided = desk().decide(present ->
                new AlertDesk.Decided(List.of(), List.of(), List.of(SampleAlerts.message("between"))));

        assertThat(decided.messages()).hasSize(1);
    }

    @Test
    default void thatNobodyLookedUntilItWasOverIsKnownByMoreThanItsWords() {
        Episode unwatched = SampleAlerts.unwatched(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), 23);

        publish(results(), List.of(unwatched));

        assertThat(stored()).isEqualTo(unwatched);
        assertThat(stored().isUnwatched()).isTrue();
    }

    @Test
    default void whatIsTakenInHandWhileANightIsAtWorkStaysSo() {
        Episode firing = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        publish(results(), List.of(firing));
        Results night = results();
        night.alerts();
        acknowledge("ada", "");
        Episode longer = new Episode(
                firing.key(),
                firing.number(),
                firing.state(),
                firing.severity(),
                new Episode.Span(firing.span().opened(), SampleRows.day(23), Optional.empty()),
                firing.openedAsOf(),
                firing.resolvedAsOf(),
                firing.caseId(),
                "still so",
                firing.symptoms(),
                firing.acknowledgement(),
                firing.heard());

        publish(night, List.of(longer));

        assertThat(stored().acknowledgement()).contains(new Acknowledgement("ada", UNTIL));
        assertThat(stored().evidence()).isEqualTo("still so");
        publish(results(), List.of(longer));
        assertThat(stored().state())
                .as("a publisher that read nothing overwrites")
                .isEqualTo(AlertState.FIRING);
    }

    @Test
    default void whatGetsWorseWhileSomebodyTakesItInHandIsInNobodysHand() {
        Episode firing = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        publish(results(), List.of(firing));
        Results night = results();
        night.alerts();
        acknowledge("ada", "");
        Episode worse = new Episode(
                firing.key(),
                firing.number(),
                firing.state(),
                AlertSeverity.EMERGENCY,
                firing.span(),
                firing.openedAsOf(),
                firing.resolvedAsOf(),
                firing.caseId(),
                firing.evidence(),
                firing.symptoms(),
                firing.acknowledgement(),
                firing.heard());

        publish(night, List.of(worse));

        assertThat(stored()).isEqualTo(worse);
    }

    @Test
    default void whatIsResolvedWhileANightIsAtWorkStaysSo() {
        Episode firing = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        publish(results(), List.of(firing));
        Results night = results();
        night.alerts();
        Episode over = resolve().episodes().get(0);

        publish(night, List.of(firing));

        assertThat(stored()).isEqualTo(over);
    }

    @Test
    default void silencesAreListedAsTheyWereAskedFor() {
        Instant from = Instant.parse("2026-10-01T00:00:00Z");
        Silence.Terms first = new Silence.Terms(
                new AlertMatcher(Map.of(
                        AlertMatcher.Field.SLICE, "site=v*",
                        AlertMatcher.Field.SEVERITY, "critical",
                        AlertMatcher.Field.METRIC, HOSTILE)),
                from,
                from.plus(Duration.ofHours(8)),
                HOSTILE,
                HOSTILE);
        Silence.Terms all = new Silence.Terms(AlertMatcher.ALL, from, UNTIL, "bo", "move");

        Silence one = desk().add(first);
        Silence two = desk().add(all);
        assertThat(desk().end(two.id(), "ada", HOSTILE)).isTrue();
        assertThat(desk().end(two.id(), "cy", "again")).isFalse();

        List<Silence> silences = desk().silences();
        assertThat(silences).extracting(Silence::terms).containsExactly(first, all);
        assertThat(silences.get(0)).isEqualTo(one);
        assertThat(silences.get(1).ended())
                .hasValueSatisfying(end -> assertThat(end)
                        .extracting(Silence.End::by, Silence.End::comment)
                        .containsExactly("ada", HOSTILE));
        assertThat(results().alerts().people().silences()).isEqualTo(silences);
    }
}
