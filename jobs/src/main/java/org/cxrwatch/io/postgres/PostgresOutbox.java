package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.wire.NoticeJson;

/** {@code notification}. When a message is due is told by the server's clock, which all senders share. */
final class PostgresOutbox implements Outbox {

    private static final Sql SQL = Sql.file("notification");
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final ResultsDatabase database;
    private final Optional<KeptSession> kept;

    PostgresOutbox(ResultsDatabase database, Optional<KeptSession> kept) {
        this.database = database;
        this.kept = kept;
    }

    @Override
    public <T> T together(Function<Outbox, T> work) {
        try (KeptSession session = new KeptSession(database)) {
            return work.apply(new PostgresOutbox(database, Optional.of(session)));
        }
    }

    @Override
    public List<Pending> lease(int limit, Duration lease, Set<String> notTo) {
        return transaction(session -> session.list(
                SQL.text("lease"), PostgresOutbox::pending, Session.TypedArray.texts(notTo), limit, seconds(lease)));
    }

    @Override
    public void settle(Pending message, Channel.Delivery delivery, Duration again) {
        transaction(session -> switch (delivery.status()) {
            case SENT -> session.update(SQL.text("sent"), message.id());
            case RETRY ->
                session.update(SQL.text("retry"), delivery.detail(), seconds(again), message.id(), message.attempt());
            case REJECTED -> session.update(SQL.text("dead"), delivery.detail(), message.id(), message.attempt());
        });
    }

    @Override
    public Depth depth(Instant since) {
        return transaction(session -> session.find(
                        SQL.text("depth"), row -> new Depth(row.number("pending"), row.number("dead")), since)
                .orElseThrow());
    }

    @Override
    public List<Dead> dead() {
        return transaction(session -> session.list(
                SQL.text("list_dead"),
                row -> new Dead(
                        row.number("id"),
                        row.smallNumber("attempts"),
                        row.text("detail"),
                        row.instant("settled_at"),
                        message(row))));
    }

    @Override
    public int retryDead() {
        return transaction(session -> session.update(SQL.text("retry_dead")));
    }

    @Override
    public int dropDead() {
        return transaction(session -> session.update(SQL.text("drop_dead")));
    }

    @Override
    public List<Message> telling(AlertKey key, int episode) {
        return transaction(
                session -> session.list(SQL.text("telling"), PostgresOutbox::message, key.toString(), episode));
    }

    private <T> T transaction(Function<Session, T> work) {
        return kept.isPresent() ? kept.get().transaction(work) : database.transaction(work);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }

    private static Pending pending(Columns row) throws SQLException {
        return new Pending(row.number("id"), row.smallNumber("attempts"), message(row));
    }

    private static Message message(Columns row) throws SQLException {
        return new Message(
                row.text("dedup_key"),
                row.constant("purpose", Message.Purpose.class),
                row.text("channel"),
                row.text("receiver"),
                row.constant("severity", AlertSeverity.class),
                row.instant("as_of"),
                row.text("subject"),
                row.texts("lines"),
                NoticeJson.read(row.text("content")));
    }
}
