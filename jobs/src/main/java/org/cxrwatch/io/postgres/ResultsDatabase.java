package org.cxrwatch.io.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.port.FollowUps;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.port.Layout;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.ModelRegister;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.WriterLock;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The results database, schema {@code monitoring}: what it offers, as ports. Nothing is connected until it is used, and
 * every transaction has a connection of its own.
 *
 * <p>All of it throws {@link org.cxrwatch.error.TransientException} if the server does not answer, and
 * {@link org.cxrwatch.error.ConfigurationException} if it does not let us in or the schema is not as it should be.
 */
public final class ResultsDatabase {

    private final DatabaseAddress address;
    private final DatabaseServer server;

    /**
     * A database.
     *
     * @param address where
     * @param application who is asking: shown to whoever waits for the writer lock, e.g. {@code cxrwatch nightly}
     */
    public ResultsDatabase(DatabaseAddress address, String application) {
        this.address = address;
        this.server = new DatabaseServer(address, application, DatabaseServer.Use.RESULTS);
    }

    /** Brings the schema to what this version knows; nothing happens if it is there already. */
    public void prepare() {
        new Schema(this).prepare();
    }

    /** The version of the schema, and how it gets the one this program knows. */
    public Layout layout() {
        Schema schema = new Schema(this);
        return new Layout() {
            @Override
            public Version version() {
                return new Version(schema.version(), Schema.KNOWN);
            }

            @Override
            public void upgrade() {
                schema.prepare();
            }
        };
    }

    /** What was taken and how far it has come. */
    public Ledger ledger() {
        return new PostgresLedger(this);
    }

    /** What was published, and the transaction that publishes. */
    public Results results() {
        return new PostgresResults(this);
    }

    /** The log of runs. */
    public Runs runs() {
        return new PostgresRuns(this);
    }

    /** The lock of those who write. */
    public WriterLock writerLock() {
        return new PostgresWriterLock(this);
    }

    /** Which baselines exist. */
    public BaselineRegister baselines() {
        return new PostgresBaselineRegister(this);
    }

    /** Days that people marked. */
    public Incidents incidents() {
        return new PostgresIncidents(this);
    }

    /** What was found about sources. */
    public SourceChecks sourceChecks() {
        return new PostgresSourceChecks(this);
    }

    /** Which days of the lake are gone. */
    public Expiries expiries() {
        return new PostgresExpiries(this);
    }

    /** Which versions of which models are known. */
    public ModelRegister models() {
        return new PostgresModelRegister(this);
    }

    /** What was erased from the lake. */
    public Erasures erasures() {
        return new PostgresErasures(this);
    }

    /** What time brings about. */
    public FollowUps followUps() {
        return new PostgresFollowUps(this);
    }

    /** Messages to deliver. */
    public Outbox outbox() {
        return new PostgresOutbox(this, Optional.empty());
    }

    /** What was published, to read. */
    public History history() {
        return new PostgresHistory(this);
    }

    /** The alerts, to read. */
    public AlertLog alertLog() {
        return new PostgresAlertLog(this);
    }

    /** The alerts, to change between nights. */
    public AlertDesk alertDesk() {
        return new PostgresAlertDesk(this);
    }

    /** {@code host:port/database}. */
    @Override
    public String toString() {
        return address.toString();
    }

    DatabaseAddress address() {
        return address;
    }

    /** Does all of it or nothing. */
    <T> T transaction(Function<Session, T> work) {
        try (KeptSession once = new KeptSession(this)) {
            return once.transaction(work);
        }
    }

    /** A session in which nothing lasts until it is committed. */
    Session session() {
        return session(false);
    }

    /** A session in which every statement is a transaction. */
    Session sessionOfSingleStatements() {
        return session(true);
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        server.properties().forEach((name, value) -> property(source, (String) name, (String) value));
        return source;
    }

    private void property(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    @SuppressWarnings("checkstyle:noBooleanParameter") // JDBC's own word for it, private to the two methods above.
    private Session session(boolean autoCommit) {
        Connection connection = server.connect();
        try {
            connection.setAutoCommit(autoCommit);
            return new Session(connection, address);
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }
}
