package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.port.AlertDesk;

/**
 * Changes {@code alert}, {@code alert_event}, {@code notification} and {@code silence} between nights. Whoever decides
 * keeps others who decide, and a night that publishes, waiting for the moment it takes; nobody waits for a night that
 * is still at work.
 */
final class PostgresAlertDesk implements AlertDesk {

    private final ResultsDatabase database;

    PostgresAlertDesk(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public Decided decide(Function<Present, Decided> decision) {
        return database.transaction(session -> {
            Instant now = AlertTables.lock(session);
            return AlertTables.record(session, decision.apply(AlertTables.present(session, now)));
        });
    }

    @Override
    public List<Silence> silences() {
        return database.transaction(SilenceTable::list);
    }

    @Override
    public Silence add(Silence.Terms terms) {
        return database.transaction(session -> {
            AlertTables.lock(session);
            return SilenceTable.add(session, terms);
        });
    }

    @Override
    public boolean end(long silence, String by, String comment) {
        return database.transaction(session -> {
            AlertTables.lock(session);
            return SilenceTable.end(session, silence, by, comment);
        });
    }
}
