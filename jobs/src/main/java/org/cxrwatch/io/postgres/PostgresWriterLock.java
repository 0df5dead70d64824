package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.port.WriterLock;

/**
 * The writer lock: an advisory lock of a session of its own, keyed by the lake's path, so that it ends with the process
 * that holds it however that ends.
 */
final class PostgresWriterLock implements WriterLock {

    private static final Sql SQL = Sql.file("writer_lock");

    private final ResultsDatabase database;

    PostgresWriterLock(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public Held acquire(String lake) {
        Session session = database.sessionOfSingleStatements();
        boolean taken = false;
        try {
            session.list(SQL.text("stay_open"), row -> row.text("set_config"));
            taken = session.find(SQL.text("take"), row -> row.flag("taken"), lake)
                    .orElse(false);
            if (!taken) {
                throw busy(lake, session.find(SQL.text("holder"), Holder::read, lake));
            }
            return session::close;
        } finally {
            if (!taken) {
                session.close();
            }
        }
    }

    /** Who has it, as far as the server tells this role. */
    private record Holder(long pid, Optional<String> application, Optional<Instant> since) {

        static Holder read(Columns row) throws SQLException {
            return new Holder(row.number("pid"), row.findText("application_name"), row.findInstant("backend_start"));
        }

        @Override
        public String toString() {
            return application
                            .filter(name -> !name.isBlank())
                            .map(name -> name + ", ")
                            .orElse("")
                    + "server process " + pid
                    + since.map(instant -> ", since " + instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                            .orElse("");
        }
    }

    private BusyException busy(String lake, Optional<Holder> holder) {
        return new BusyException(
                "Another command is writing to the lake " + lake
                        + holder.map(who -> " (" + who + ")").orElse("")
                        + "; this one has changed nothing.",
                "Run this one again when the other has ended.");
    }
}
