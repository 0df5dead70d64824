package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.XidWindow;

/**
 * What a server says of its transactions at one moment.
 *
 * @param server whose history of transactions it is
 * @param blockSize bytes of a page
 * @param version its version as a number, e.g. 150004
 * @param oldest the oldest transaction that had not ended, 64 bits; all before it had
 * @param next the transaction that would have begun next
 * @param heldSince when the oldest one began, if it tells this role
 */
record ServerState(
        XidWindow.Server server, long blockSize, int version, long oldest, long next, Optional<Instant> heldSince) {

    private static final int LEAST_VERSION = 130000;

    /** Since then rows can be read by their place in the table. */
    private static final int RANGES_BY_PLACE = 140000;

    private static final long XIDS = 1L << 32;

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
                                row.getLong("block_size"),
                                version,
                                0,
                                0,
                                Optional.empty()))
                .orElseThrow();
        return query.find("snapshot", row -> state.at(row.getLong("oldest"), row.getLong("next")))
                .orElseThrow()
                .withHolder(query);
    }

    /** Whether rows can be read by their place in the table without reading what comes before. */
    boolean readsRanges() {
        return version >= RANGES_BY_PLACE;
    }

    /** Whether a transaction is open that later ones wait for. */
    boolean held() {
        return oldest < next;
    }

    private ServerState at(long oldestXid, long nextXid) {
        return new ServerState(server, blockSize, version, oldestXid, nextXid, heldSince);
    }

    private ServerState withHolder(Query query) throws SQLException {
        if (!held()) {
            return this;
        }
        long xid = oldest % XIDS;
        Optional<Instant> since = query.list(
                        "holder",
                        row -> Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        xid,
                        xid)
                .get(0);
        return new ServerState(server, blockSize, version, oldest, next, since);
    }
}
