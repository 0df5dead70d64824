package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Transactions one after the other over one connection. It is made when it is first needed, and anew if it was lost in
 * between: whoever waits long for others, as a sender does for mail servers, need not mind a restart of the database.
 */
final class KeptSession implements AutoCloseable {

    private final ResultsDatabase database;
    private Optional<Session> kept = Optional.empty();

    KeptSession(ResultsDatabase database) {
        this.database = database;
    }

    /** Does all of it or nothing. */
    <T> T transaction(Function<Session, T> work) {
        Session session = usable();
        boolean done = false;
        try {
            T result = work.apply(session);
            session.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw new SqlFailure(e, database.address()).exception();
        } finally {
            if (!done) {
                kept = Optional.empty();
                session.rollback();
                session.close();
            }
        }
    }

    private Session usable() {
        if (kept.filter(session -> !session.isAlive()).isPresent()) {
            close();
        }
        Session session = kept.orElseGet(database::session);
        kept = Optional.of(session);
        return session;
    }

    @Override
    public void close() {
        kept.ifPresent(Session::close);
        kept = Optional.empty();
    }
}
