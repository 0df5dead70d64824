package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Meanwhile;
import org.cxrwatch.alert.ResolvedByHand;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.AlertDesk.Decided;
import org.cxrwatch.port.AlertDesk.Present;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.Results.AlertBook;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.wire.NoticeJson;

/** All that is kept of alerts: episodes, transitions, the sealed fold and the outbox. */
final class AlertTables {

    private static final Sql SQL = Sql.file("alert");

    private AlertTables() {}

    static AlertBook read(Session session) {
        Optional<Instant> sealed = session.find(SQL.text("checkpoint"), row -> row.instant("sealed_through"));
        Checkpoint checkpoint = sealed.map(
                        through -> new Checkpoint(through, session.list(SQL.text("tracks"), TrackTable::read)))
                .orElse(Checkpoint.NONE);
        List<ResolvedByHand> over = session.list(SQL.text("by_hand"), AlertTables::transition).stream()
                .flatMap(transition -> ResolvedByHand.of(transition).stream())
                .toList();
        return new AlertBook(
                checkpoint,
                episodes(session),
                List.of(),
                List.of(),
                new Results.Said(over, SilenceTable.list(session)));
    }

    static List<Episode> episodes(Session session) {
        return session.list(SQL.text("episodes"), EpisodeTable::read);
    }

    static List<Transition> transitions(Session session) {
        return session.list(SQL.text("all_events"), AlertTables::transition);
    }

    static List<Transition> transitions(Session session, String alertKey) {
        return session.list(SQL.text("events"), AlertTables::transition, alertKey);
    }

    /** Keeps everybody else from changing alerts until the transaction ends; gives the time of the server. */
    static Instant lock(Session session) {
        session.update(SQL.text("lock"));
        return session.find(SQL.text("now"), row -> row.instant("now")).orElseThrow();
    }

    /** What people did to an episode since it was read stays. */
    static void write(Session session, AlertBook alerts, List<Episode> read, long publication) {
        lock(session);
        put(session, Meanwhile.all(read, episodes(session), alerts.episodes()), Optional.of(publication));
        add(session, alerts.transitions(), Optional.of(publication));
        session.update(SQL.text("clear_tracks"));
        session.batch(
                SQL.text("put_track"),
                alerts.checkpoint().tracks().stream().map(TrackTable::write).toList());
        session.update(SQL.text("put_checkpoint"), alerts.checkpoint().sealedThrough(), publication);
        send(session, alerts.messages(), Optional.of(publication));
    }

    /** What is there for somebody who decides between nights, and holds the lock. */
    static Present present(Session session, Instant now) {
        return new Present(episodes(session), SilenceTable.list(session), now);
    }

    /** Records what was decided between nights. */
    static Decided record(Session session, Decided decided) {
        put(session, decided.episodes(), Optional.empty());
        add(session, decided.transitions(), Optional.empty());
        send(session, decided.messages(), Optional.empty());
        return decided;
    }

    static void put(Session session, List<Episode> episodes, Optional<Long> publication) {
        session.batch(
                SQL.text("put_episode"),
                episodes.stream()
                        .map(episode -> EpisodeTable.write(episode, publication))
                        .toList());
    }

    static void add(Session session, List<Transition> transitions, Optional<Long> publication) {
        session.batch(
                SQL.text("add_event"),
                transitions.stream()
                        .map(transition -> values(transition, publication))
                        .toList());
    }

    static void send(Session session, List<Message> messages, Optional<Long> publication) {
        session.batch(
                SQL.text("add_message"),
                messages.stream().map(message -> values(message, publication)).toList());
    }

    private static List<Object> values(Transition transition, Optional<Long> publication) {
        Optional<Handling> handling = transition.handling();
        List<Object> values = new ArrayList<>(EpisodeTable.key(transition.key()));
        values.add(transition.episode());
        values.add(transition.kind().text());
        values.add(transition.severity().text());
        values.add(transition.asOf());
        values.add(transition.caseId());
        values.add(transition.text());
        values.add(handling.map(Handling::by));
        values.add(handling.map(Handling::comment));
        values.add(handling.flatMap(Handling::until));
        values.add(handling.flatMap(Handling::last).map(Window::start));
        values.add(publication);
        return values;
    }

    private static Transition transition(Columns row) throws SQLException {
        return new Transition(
                EpisodeTable.key(row),
                row.smallNumber("episode"),
                row.constant("kind", Transition.Kind.class),
                row.constant("severity", AlertSeverity.class),
                row.instant("as_of"),
                row.text("case_id"),
                row.text("text"),
                handling(row));
    }

    private static Optional<Handling> handling(Columns row) throws SQLException {
        Optional<String> by = row.findText("actor");
        WindowKind kind = row.constant("window_kind", WindowKind.class);
        return by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Handling(
                        by.get(),
                        row.text("comment"),
                        row.findInstant("until"),
                        row.findInstant("known_window_start").map(start -> new Window(kind, start))));
    }

    private static List<Object> values(Message message, Optional<Long> publication) {
        return List.of(
                message.dedupKey(),
                message.purpose().text(),
                message.channel(),
                message.receiver(),
                message.severity().text(),
                message.asOf(),
                message.subject(),
                Session.TypedArray.texts(message.lines()),
                NoticeJson.write(message.notice()),
                publication);
    }
}
