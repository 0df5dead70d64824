package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RevisedNight;

/**
 * Publishes. Who takes a publication up raises its attempt, and only the latest attempt may commit: a process that was
 * paused and lost its lock meanwhile is refused.
 */
final class PostgresResults implements Results {

    private static final Sql SQL = Sql.file("publication");
    private static final Sql LEDGER = Sql.file("ledger");

    private final ResultsDatabase database;
    private final Map<Long, Integer> attempts = new ConcurrentHashMap<>();
    private volatile List<Episode> read = List.of();

    PostgresResults(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public Publication begin(List<Instant> nights) {
        return database.transaction(session -> {
            session.update(SQL.text("lock"));
            Begun begun = session.find(SQL.text("take_up"), Begun::read)
                    .or(() -> session.find(SQL.text("begin"), Begun::read, Session.TypedArray.instants(nights)))
                    .orElseThrow();
            attempts.put(begun.number(), begun.attempt());
            return new Publication(begun.number(), begun.nights());
        });
    }

    @Override
    public List<RevisedNight> revise(List<NightResults> nights) {
        return database.transaction(session -> RevisedTables.known(session, nights))
                .revise(nights);
    }

    @Override
    public void commit(
            Publication publication, List<RevisedNight> nights, AlertBook alerts, Set<Long> evaluatedBatches) {
        Session session = database.session();
        boolean done = false;
        try {
            requireOurs(session, publication);
            nights.forEach(night -> RevisedTables.append(session, night, publication.number()));
            AlertTables.write(session, alerts, read, publication.number());
            evaluated(session, evaluatedBatches);
            session.update(SQL.text("committed"), publication.number());
            session.commit();
            done = true;
        } catch (SQLException e) {
            done = SqlFailure.lostConnection(e) && wasCommitted(publication);
            if (!done) {
                throw new SqlFailure(e, database.address()).exception();
            }
        } finally {
            if (!done) {
                session.rollback();
            }
            session.close();
        }
    }

    @Override
    public Optional<Instant> publishedThrough() {
        return database.transaction(
                        session -> session.find(SQL.text("published_through"), row -> row.findInstant("night")))
                .flatMap(night -> night);
    }

    @Override
    public AlertBook alerts() {
        AlertBook book = database.transaction(AlertTables::read);
        read = book.episodes();
        return book;
    }

    private void requireOurs(Session session, Publication publication) {
        int ours = Optional.ofNullable(attempts.get(publication.number()))
                .orElseThrow(() -> new IllegalStateException(
                        "Publication " + publication.number() + " was not begun here; begin it before committing."));
        Begun now = session.find(SQL.text("lock_one"), Begun::read, publication.number())
                .orElseThrow(() -> new IllegalStateException("There is no publication " + publication.number() + "."));
        if (now.committed() || now.attempt() != ours) {
            throw new BusyException(
                    "Publication " + publication.number() + " was "
                            + (now.committed() ? "committed" : "taken up") + " by another command while this one was"
                            + " at work; this one has published nothing.",
                    "Nothing is lost: run the command again to publish what the other did not.");
        }
    }

    private static void evaluated(Session session, Set<Long> batches) {
        Session.TypedArray numbers = Session.TypedArray.numbers(batches);
        session.update(LEDGER.text("evaluated"), numbers);
        List<Long> behind = session.list(LEDGER.text("not_evaluated"), row -> row.number("batch"), numbers);
        if (!behind.isEmpty()) {
            throw new IllegalStateException("Batches " + behind
                    + " cannot become EVALUATED: the ledger does not have them, or their cells are not summarised.");
        }
    }

    /** After a connection that was lost while committing: whether it was done, as the publication itself tells. */
    private boolean wasCommitted(Publication publication) {
        Begun now = database.transaction(session -> session.find(SQL.text("one"), Begun::read, publication.number()))
                .orElseThrow(() -> new TransientException(
                        "Publication " + publication.number() + " cannot be found in " + database + ".",
                        "Check that the server was not replaced by another, then run the command again."));
        return now.committed() && now.attempt() == attempts.get(publication.number());
    }

    /** A publication as the database has it. */
    private record Begun(long number, List<Instant> nights, boolean committed, int attempt) {

        static Begun read(Columns row) throws SQLException {
            return new Begun(
                    row.number("publication"),
                    row.instants("nights"),
                    row.text("state").equals("COMMITTED"),
                    row.smallNumber("attempt"));
        }
    }
}
