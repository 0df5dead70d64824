package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.cxrwatch.port.AlertDesk.Decided;
import org.cxrwatch.port.FollowUps;

/** {@code follow_up}, and the tables of alerts under the lock of all who change them. */
final class PostgresFollowUps implements FollowUps {

    private static final Sql SQL = Sql.file("follow_up");

    private final ResultsDatabase database;

    PostgresFollowUps(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public Decided decide(Function<Seen, Decided> decision) {
        return database.transaction(session -> {
            Instant now = AlertTables.lock(session);
            Optional<Instant> last = session.find(SQL.text("last"), row -> row.instant("at"));
            Seen seen = new Seen(AlertTables.present(session, now), last);
            Decided decided = AlertTables.record(session, decision.apply(seen));
            session.update(SQL.text("put"), now);
            return decided;
        });
    }
}
