package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Acknowledgements;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Night;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.score.DriftPolicy;
import org.junit.jupiter.api.Test;

class FollowUpTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Receiver TEAM = new Receiver("team", "email", AlertSeverity.WARNING);
    private static final Receiver CHIEF = new Receiver("chief", "email", AlertSeverity.CRITICAL);
    private static final Notify.Terms SENDING =
            new Notify.Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(6), 1);

    /** 2026-09-22 is a Tuesday. */
    private final MovedClock clock = new MovedClock("2026-09-22T03:00:00Z");

    private final MemoryDatabase database = new MemoryDatabase(clock);
    private final List<Message> sent = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();
    private Routing routing = new Routing(List.of(), List.of(TEAM), List.of(CHIEF));
    private Optional<DayOfWeek> digest = Optional.empty();

    static final Telling TELLING =
            new Telling(key -> "docs/runbooks.md#" + key.type().text(), Links.NONE);

    /** Follows up and sends; gives what was sent, as purpose, receiver and subject. */
    private List<String> followUp() {
        FollowUp followUp = new FollowUp(
                new FollowUp.Stores(database.followUps(), database.alertLog(), database.outbox()),
                new FollowUp.Terms(DAY, digest, Duration.ofHours(36), Duration.ofMinutes(30)),
                routing,
                TELLING);
        followUp.run(new NightHistory(database.runs(), database.outbox()).asRecorded());
        sent.clear();
        new Notify(database.outbox(), List.of(channel(TEAM), channel(CHIEF)), SENDING).run();
        return sent.stream()
                .map(message -> message.purpose().text() + " to " + message.receiver() + ": " + alerts(message))
                .toList();
    }

    private static String alerts(Message message) {
        return String.join(
                ", ",
                message.notice().cases().stream()
                        .flatMap(told -> told.alerts().stream())
                        .map(alert -> alert.key().type().text() + " "
                                + alert.key().metric() + " " + alert.kind().text())
                        .toList());
    }

    private Channel channel(Receiver receiver) {
        return new Channel() {
            @Override
            public String name() {
                return receiver.name();
            }

            @Override
            public Delivery send(Message message) {
                if (unreachable.contains(receiver.name())) {
                    return Delivery.rejected("550 no such user");
                }
                sent.add(message);
                return Delivery.sent();
            }
        };
    }

    private void publish(Episode episode, Transition.Kind kind, Night.Telling telling) {
        publish(
                database,
                clock,
                telling == Night.Telling.TELL ? Optional.of(routing) : Optional.empty(),
                kind,
                episode);
    }

    /** Publishes a change, and tells whom a routing names of it. */
    static void publish(
            MemoryDatabase database,
            MovedClock clock,
            Optional<Routing> routing,
            Transition.Kind kind,
            Episode episode) {
        Transition transition = new Transition(
                episode.key(),
                episode.number(),
                kind,
                episode.severity(),
                clock.instant(),
                episode.caseId(),
                episode.evidence(),
                Optional.empty());
        List<Message> messages = routing.map(to ->
                        new Announcement(to, TELLING).messages(List.of(new News(transition, episode)), Background.NONE))
                .orElse(List.of());
        Results results = database.results();
        Results.Publication publication = results.begin(List.of(clock.instant()));
        results.commit(
                publication,
                List.of(),
                new Results.AlertBook(Checkpoint.NONE, List.of(episode), List.of(transition), messages),
                Set.of());
    }

    private void night(Runs.Outcome outcome, String summary) {
        long run = database.runs().start("nightly", clock.instant());
        database.runs().finish(run, outcome, summary, clock.instant().plusSeconds(60));
        clock.pass(Duration.ofMinutes(5));
    }

    @Test
    void whatNobodyAcknowledgesForADayIsEscalatedOnceToThoseNamed() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        assertThat(followUp()).containsExactly("alert to team: drift_detected data opened");

        clock.pass(DAY.minusSeconds(1));
        assertThat(followUp()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(followUp()).containsExactly("escalation to chief: drift_detected data escalated");
        clock.pass(DAY.multipliedBy(20));
        assertThat(followUp()).isEmpty();
        assertThat(database.alertLog().transitions(SampleAlerts.DRIFT.toString()))
                .extracting(Transition::kind)
                .containsExactly(Transition.Kind.OPENED, Transition.Kind.ESCALATED);
    }

    @Test
    void whatABackfillFoundIsNotEscalated() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.SILENT);
        clock.pass(DAY.multipliedBy(20));

        assertThat(followUp()).isEmpty();
    }

    @Test
    void anEscalationWhoseSenderDiedBeforeItWasSentIsSentByTheNext() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        followUp();
        clock.pass(DAY);
        new FollowUp(
                        new FollowUp.Stores(database.followUps(), database.alertLog(), database.outbox()),
                        new FollowUp.Terms(DAY, digest, Duration.ofHours(36), Duration.ofMinutes(30)),
                        routing,
                        TELLING)
                .run(new NightHistory(database.runs(), database.outbox()).asRecorded());

        assertThat(followUp()).containsExactly("escalation to chief: drift_detected data escalated");
    }

    @Test
    void aNightThatFailsIsToldOnceAndOverWithTheNextThatSucceeds() {
        night(Runs.Outcome.DONE, "Evaluated.");
        assertThat(followUp()).isEmpty();
        clock.pass(DAY);
        night(Runs.Outcome.FAILED, "The server db:5432 does not answer.");

        assertThat(followUp()).containsExactly("alert to team: run_failed night opened");
        assertThat(sent.get(0).notice().cases().get(0).links())
                .extracting(Notice.Link::target)
                .containsExactly("docs/runbooks.md#run_failed");
        clock.pass(Duration.ofHours(12));
        night(Runs.Outcome.FAILED, "The server db:5432 does not answer.");
        assertThat(followUp()).isEmpty();
        clock.pass(Duration.ofHours(6));
        night(Runs.Outcome.NOTHING_TO_DO, "Nothing new.");
        assertThat(followUp()).containsExactly("alert to team: run_failed night resolved");
        assertThat(followUp()).isEmpty();
    }

    @Test
    void aNightThatWasKilledHasFailedAndOneThatNeverCameIsLate() {
        database.runs().start("nightly", clock.instant());
        assertThat(followUp()).containsExactly("alert to team: run_failed night opened");
        assertThat(database.alertLog().episodes(AlertLog.Filter.ALL).get(0).evidence())
                .contains("it was ended from outside before it was done");

        night(Runs.Outcome.DONE, "Evaluated.");
        followUp();
        clock.pass(Duration.ofHours(40));
        assertThat(followUp()).containsExactly("alert to team: run_failed night opened");
        assertThat(sent.get(0).notice().toString()).contains("The night is late.");
    }

    /** An unforeseen error may quote what it read: only its kind leaves. */
    @Test
    void theWordsOfADefectDoNotLeave() {
        night(
                Runs.Outcome.FAILED,
                "org.apache.spark.SparkException: Cannot parse {\"prediction_id\":\"p-1\",\"patient\":\"Jane Doe\"}");

        followUp();

        assertThat(sent.get(0).toString())
                .contains("a defect of cxrwatch (org.apache.spark.SparkException)")
                .doesNotContain("Jane")
                .doesNotContain("p-1");
    }

    @Test
    void aMessageThatDiesIsToldTheOthersAndADeadMessageAboutItRaisesNothing() {
        unreachable.add("team");
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        assertThat(followUp()).isEmpty();

        assertThat(followUp()).containsExactly("alert to chief: run_failed outbox opened");
        assertThat(followUp()).isEmpty();

        unreachable.clear();
        assertThat(database.outbox().retryDead()).isEqualTo(1);
        assertThat(followUp())
                .containsExactlyInAnyOrder(
                        "alert to team: drift_detected data opened",
                        "alert to team: run_failed outbox resolved",
                        "alert to chief: run_failed outbox resolved");
    }

    @Test
    void whereEverybodyIsUnreachableItEndsThere() {
        unreachable.addAll(List.of("team", "chief"));
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        for (int look = 0; look < 5; look++) {
            followUp();
        }

        assertThat(database.outbox().dead())
                .extracting(dead -> dead.message().receiver() + ": " + alerts(dead.message()))
                .containsExactly("team: drift_detected data opened", "chief: run_failed outbox opened");
    }

    @Test
    void theDigestIsWrittenOnceAWeekAndNotInQuietWeeks() {
        digest = Optional.of(DayOfWeek.MONDAY);
        publish(SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 21), Transition.Kind.OPENED, Night.Telling.TELL);
        followUp();
        List<String> digests = new ArrayList<>();
        for (int day = 23; day < 23 + 28; day++) {
            clock.pass(DAY);
            if (day == 29) {
                publish(
                        SampleAlerts.resolved(SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 21), 29),
                        Transition.Kind.RESOLVED,
                        Night.Telling.SILENT);
            }
            String today = clock.instant().toString().substring(0, 10);
            followUp().stream()
                    .filter(said -> said.startsWith("digest"))
                    .forEach(said -> digests.add(today + " " + said));
            assertThat(followUp()).isEmpty();
        }

        assertThat(digests)
                .containsExactly(
                        "2026-09-28 digest to team: accuracy_drop accuracy opened",
                        "2026-10-05 digest to team: accuracy_drop accuracy resolved");
    }

    @Test
    void aDigestNamesWhatWasClosedInSilence() {
        digest = Optional.of(DayOfWeek.MONDAY);
        followUp();
        publish(
                SampleAlerts.resolved(SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 21), 23),
                Transition.Kind.RESOLVED,
                Night.Telling.SILENT);
        clock.set(Instant.parse("2026-09-28T03:00:00Z"));
        followUp();

        assertThat(sent.get(0).lines()).anyMatch(line -> line.endsWith("No message has said so."));
    }

    @Test
    void anEvaluationLeavesTheAlertsAboutCxrwatchAlone() {
        night(Runs.Outcome.FAILED, "disk full");
        followUp();
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 21), Transition.Kind.OPENED, Night.Telling.TELL);
        AlertNight night = new AlertNight(
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()),
                database.results().alerts(),
                Instant.EPOCH,
                routing,
                Links.NONE);

        night.add(
                Nights.live(clock.instant()).nights().get(0),
                new Findings(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of(), List.of(), Map.of()),
                Night.Telling.TELL);

        assertThat(night.book().transitions())
                .extracting(change -> change.key().type() + " " + change.kind())
                .containsExactly(AlertType.DRIFT_DETECTED + " " + Transition.Kind.RETRACTED);
    }

    @Test
    void messagesAreCountedAsTheyAreGivenUp() {
        unreachable.add("team");
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        followUp();

        assertThat(database.outbox().depth(Instant.EPOCH)).isEqualTo(new Outbox.Depth(0, 1));
    }

    private void acknowledge(Duration length) {
        database.alertDesk().decide(present -> {
            RecordedNight given = Acknowledgements.given(
                    present.episodes(),
                    Handling.acknowledging("ada", "", present.now().plus(length)),
                    present.now());
            return new AlertDesk.Decided(given.episodes(), given.transitions(), List.of());
        });
    }

    @Test
    void whoHasItInHandIsLeftInPeaceUntilTheAcknowledgementEnds() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        followUp();
        acknowledge(DAY.multipliedBy(3));
        for (int day = 1; day < 3; day++) {
            clock.pass(DAY);
            assertThat(followUp()).isEmpty();
        }

        clock.pass(DAY);
        assertThat(followUp()).containsExactly("alert to team: drift_detected data expired");
        assertThat(followUp()).isEmpty();
        clock.pass(DAY.minusSeconds(1));
        assertThat(followUp()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(followUp()).containsExactly("escalation to chief: drift_detected data escalated");
        assertThat(followUp()).isEmpty();
    }

    @Test
    void whatIsSilencedIsNotEscalated() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED, Night.Telling.TELL);
        followUp();
        database.alertDesk()
                .add(new Silence.Terms(
                        AlertMatcher.ALL, clock.instant(), clock.instant().plus(DAY.multipliedBy(5)), "ada", "known"));
        clock.pass(DAY.multipliedBy(4));
        assertThat(followUp()).isEmpty();

        clock.pass(DAY);
        assertThat(followUp()).containsExactly("escalation to chief: drift_detected data escalated");
    }

    @Test
    void aSilenceHoldsForFailedNightsToo() {
        database.alertDesk()
                .add(new Silence.Terms(
                        AlertMatcher.ALL, clock.instant(), clock.instant().plus(DAY), "ada", "maintenance"));
        night(Runs.Outcome.FAILED, "disk full");
        assertThat(followUp()).isEmpty();

        clock.pass(DAY);
        assertThat(followUp()).containsExactly("alert to team: run_failed night opened");
    }
}
