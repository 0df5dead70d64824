package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.port.Runs;

/** {@code run}. */
final class PostgresRuns implements Runs {

    private static final Sql SQL = Sql.file("run");

    private final ResultsDatabase database;

    PostgresRuns(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public long start(String command, Instant at) {
        return database.transaction(session -> session.find(SQL.text("start"), row -> row.number("run"), command, at)
                .orElseThrow());
    }

    @Override
    public void finish(long run, Outcome outcome, String summary, Instant at) {
        int changed = database.transaction(session -> session.update(SQL.text("finish"), outcome, summary, at, run));
        if (changed == 0) {
            throw new IllegalStateException("There is no run " + run + ".");
        }
    }

    @Override
    public List<Run> latest(int limit) {
        return database.transaction(session -> session.list(SQL.text("latest"), PostgresRuns::run, limit));
    }

    @Override
    public List<Run> latestOf(Set<String> commands, int limit) {
        return database.transaction(session ->
                session.list(SQL.text("latest_of"), PostgresRuns::run, Session.TypedArray.texts(commands), limit));
    }

    @Override
    public Optional<Run> firstOf(Set<String> commands) {
        return database.transaction(
                session -> session.find(SQL.text("first_of"), PostgresRuns::run, Session.TypedArray.texts(commands)));
    }

    @Override
    public List<Run> lastSuccesses() {
        return database.transaction(session -> session.list(SQL.text("last_successes"), PostgresRuns::run));
    }

    private static Run run(Columns row) throws SQLException {
        return new Run(
                row.number("run"),
                row.text("command"),
                row.instant("started_at"),
                row.findConstant("outcome", Outcome.class),
                row.findInstant("finished_at"),
                row.text("summary"));
    }
}
