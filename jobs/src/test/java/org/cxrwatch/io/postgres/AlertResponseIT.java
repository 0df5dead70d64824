package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cxrwatch.alert.Acknowledgements;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.Resolutions;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long it took until somebody had an alert in hand and until it was over, as the view tells. */
class AlertResponseIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static final Episode FIRST = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
    private static final Episode SECOND = SampleAlerts.firing(SampleAlerts.DRIFT, 2, 24);
    private static final Episode UNTOLD = SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 22);
    private static final Instant OPENED = FIRST.openedAsOf();
    private static final Instant TOLD = OPENED.plus(Duration.ofHours(3));

    private final ResultsDatabase database = SERVER.migrated();

    private void publish(Episode... episodes) {
        Results results = database.results();
        results.commit(
                results.begin(List.of(OPENED)),
                List.of(),
                new Results.AlertBook(Checkpoint.NONE, List.of(episodes), List.of(), List.of()),
                Set.of());
    }

    private static Episode told(Episode episode, Instant at) {
        return episode.heard(Heard.NOTHING.telling(Transition.Kind.OPENED, AlertSeverity.CRITICAL, at));
    }

    private void record(RecordedNight change) {
        database.alertDesk()
                .decide(present -> new AlertDesk.Decided(change.episodes(), change.transitions(), List.of()));
    }

    private Episode acknowledge(Episode episode, Instant at) {
        RecordedNight given = Acknowledgements.given(
                List.of(episode), Handling.acknowledging("ada", "", at.plus(Duration.ofHours(1))), at);
        record(given);
        return given.episodes().get(0);
    }

    private List<String> responses() {
        return database.transaction(session -> session.list(
                """
                SELECT alert_type || '#' || episode || ' ' || state AS alert,
                    coalesce(seconds_to_acknowledge::bigint::text, '-') AS acknowledged,
                    coalesce(seconds_to_resolve::bigint::text, '-') AS resolved
                FROM monitoring.current_alert_response
                ORDER BY alert_type COLLATE "C", episode
                """, row -> row.text("alert") + " " + row.text("acknowledged") + " " + row.text("resolved")));
    }

    @Test
    void whatNobodyHasInHandAndIsNotOverHasNoTimes() {
        publish(told(FIRST, TOLD));

        assertThat(responses()).containsExactly("drift_detected#1 firing - -");
    }

    @Test
    void theTimeUntilSomebodyHadItInHandCountsFromWhenPeopleWereToldToTheFirstWhoSaidSo() {
        Episode told = told(FIRST, TOLD);
        publish(told);
        Episode inHand = acknowledge(told, TOLD.plusSeconds(600));
        Instant expired = TOLD.plus(Duration.ofHours(2));
        RecordedNight ended = Acknowledgements.expired(List.of(inHand), expired);
        record(ended);
        Episode again = acknowledge(ended.episodes().get(0), expired.plusSeconds(60));

        assertThat(responses()).containsExactly("drift_detected#1 acknowledged 600 -");

        record(Resolutions.byHand(List.of(again), "ada", "", OPENED.plus(Duration.ofHours(10))));

        assertThat(responses()).containsExactly("drift_detected#1 resolved 600 36000");
    }

    @Test
    void whatPeopleWereNotToldCountsFromItsOpeningAndEveryEpisodeByItself() {
        publish(told(FIRST, TOLD), told(SECOND, SECOND.openedAsOf()), UNTOLD);

        acknowledge(UNTOLD, OPENED.plusSeconds(90));
        acknowledge(told(SECOND, SECOND.openedAsOf()), SECOND.openedAsOf().plusSeconds(30));

        assertThat(responses())
                .containsExactly(
                        "accuracy_drop#1 acknowledged 90 -",
                        "drift_detected#1 firing - -",
                        "drift_detected#2 acknowledged 30 -");
    }
}
