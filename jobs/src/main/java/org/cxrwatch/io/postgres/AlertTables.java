package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Results.AlertBook;
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
        return new AlertBook(checkpoint, episodes(session), List.of(), List.of());
    }

    static List<Episode> episodes(Session session) {
        return session.list(SQL.text("episodes"), EpisodeTable::read);
    }

    static List<Transition> transitions(Session session, String alertKey) {
        return session.list(SQL.text("events"), AlertTables::transition, alertKey);
    }

    static void write(Session session, AlertBook alerts, long publication) {
        session.batch(
                SQL.text("put_episode"),
                alerts.episodes().stream()
                        .map(episode -> EpisodeTable.write(episode, publication))
                        .toList());
        session.batch(
                SQL.text("add_event"),
                alerts.transitions().stream()
                        .map(transition -> values(transition, publication))
                        .toList());
        session.update(SQL.text("clear_tracks"));
        session.batch(
                SQL.text("put_track"),
                alerts.checkpoint().tracks().stream().map(TrackTable::write).toList());
        session.update(SQL.text("put_checkpoint"), alerts.checkpoint().sealedThrough(), publication);
        session.batch(
                SQL.text("add_message"),
                alerts.messages().stream()
                        .map(message -> values(message, publication))
                        .toList());
    }

    private static List<Object> values(Transition transition, long publication) {
        List<Object> values = new ArrayList<>(EpisodeTable.key(transition.key()));
        values.add(transition.episode());
        values.add(transition.kind().text());
        values.add(EpisodeTable.word(transition.severity()));
        values.add(transition.asOf());
        values.add(transition.caseId());
        values.add(transition.text());
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
                row.text("text"));
    }

    private static List<Object> values(Message message, long publication) {
        return List.of(
                message.dedupKey(),
                message.purpose().text(),
                message.channel(),
                message.receiver(),
                EpisodeTable.word(message.severity()),
                message.asOf(),
                message.subject(),
                Session.TypedArray.texts(message.lines()),
                NoticeJson.write(message.notice()),
                publication);
    }
}
