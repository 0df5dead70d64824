package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.XidWindow;

/**
 * What a server says of its transactions at one moment.
 *
 * @param server whose history of transactions it is
 * @param storage how it stores tables
 * @param oldest the oldest transaction that had not ended, 64 bits; all before it had
 * @param next the transaction that would have begun next, or one that had begun, if it was the last one that had
 * @param holder of the oldest one
 * @param started when the server was started
 * @param asked when this was asked, by its clock
 */
record ServerState(
        XidWindow.Server server,
        Storage storage,
        long oldest,
        long next,
        Holder holder,
        Instant started,
        Instant asked) {

    private static final int LEAST_VERSION = 130000;

    /** Since then rows can be read by their place in the table. */
    private static final int RANGES_BY_PLACE = 140000;

    private static final long XIDS = 1L << 32;
    private static final int SETTLING_STEPS = 40;
    private static final Duration SETTLING_STEP = Duration.ofMillis(25);

    /**
     * How it stores tables.
     *
     * @param blockSize bytes of a page
     * @param version its version as a number, e.g. 150004
     */
    record Storage(long blockSize, int version) {}

    /**
     * What is known of a transaction.
     *
     * @param since when it began, if the server tells this role
     * @param prepared its name, if it was prepared and now belongs to nobody
     */
    record Holder(Optional<Instant> since, Optional<String> prepared) {

        private static final Holder UNKNOWN = new Holder(Optional.empty(), Optional.empty());
    }

    /** Asks a server. */
    static ServerState of(DatabaseServer server, Connection connection) throws SQLException {
        Query query = new Query(connection);
        int version = query.find("version", row -> row.getInt("version")).orElseThrow();
        if (version < LEAST_VERSION) {
            throw new ConfigurationException(
                    "The source database " + server + " is a PostgreSQL " + version / 10_000
                            + ", which does not tell its transactions' 64-bit numbers",
                    "Use PostgreSQL 13 or newer, or the files that the service writes");
        }
        ServerState state = query.find(
                        "server",
                        row -> new ServerState(
                                new XidWindow.Server(
                                        row.getString("system_id"),
                                        row.getLong("timeline"),
                                        row.getLong("database_oid")),
                                new Storage(row.getLong("block_size"), version),
                                0,
                                0,
                                Holder.UNKNOWN,
                                row.getObject("started", OffsetDateTime.class).toInstant(),
                                row.getObject("asked", OffsetDateTime.class).toInstant()))
                .orElseThrow();
        // Asked for before the snapshot: what began between the two began after whoever asks now.
        List<Long> open = query.list("open", row -> row.getLong("xid"));
        return query.find("snapshot", row -> state.at(row.getLong("oldest"), row.getLong("next"), open))
                .orElseThrow()
                .withHolder(query);
    }

    /**
     * Asks a server that does not tell this role when transactions began until those have ended that were open at the
     * beginning, or a moment has passed: a service that writes always has some open, and none for long.
     */
    static ServerState settled(DatabaseServer server, Connection connection) throws SQLException {
        ServerState first = of(server, connection);
        ServerState state = first;
        for (int i = 0; i < SETTLING_STEPS && state.oldest < first.next && state.hidesHolder(); i++) {
            LockSupport.parkNanos(SETTLING_STEP.toNanos());
            state = of(server, connection);
        }
        return state.oldest < first.next || !state.hidesHolder() ? state : state.heldSince(first.asked);
    }

    private boolean hidesHolder() {
        return held() && holder.since().isEmpty();
    }

    /** Whether rows can be read by their place in the table without reading what comes before. */
    boolean readsRanges() {
        return storage.version() >= RANGES_BY_PLACE;
    }

    /** Whether a transaction is open that later ones wait for. */
    boolean held() {
        return oldest < next;
    }

    /** Bytes of a page. */
    long blockSize() {
        return storage.blockSize();
    }

    /** The newest transaction is not in a snapshot as long as none after it has ended; its lock tells of it. */
    private ServerState at(long oldestXid, long nextXid, List<Long> open) {
        long next = open.contains(oldestXid % XIDS) ? Math.max(nextXid, oldestXid + 1) : nextXid;
        return new ServerState(server, storage, oldestXid, next, holder, started, asked);
    }

    private ServerState heldSince(Instant atLeast) {
        Holder young = new Holder(Optional.of(atLeast), holder.prepared());
        return new ServerState(server, storage, oldest, next, young, started, asked);
    }

    private ServerState withHolder(Query query) throws SQLException {
        if (!held()) {
            return this;
        }
        Holder found = query.find(
                        "holder",
                        row -> new Holder(
                                Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant),
                                Optional.ofNullable(row.getString("prepared"))),
                        oldest % XIDS)
                .orElse(Holder.UNKNOWN);
        return new ServerState(server, storage, oldest, next, found, started, asked);
    }
}
