package org.cxrwatch.port;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which rows of a database are read: those that transactions {@code from ≤ xid < to} wrote. All of these had ended when
 * the window was planned, so that no row of it can still appear; a row that a later transaction changes leaves it for
 * the window of that transaction.
 *
 * @param mode why these
 * @param server whose transactions
 * @param from first transaction, as a 64-bit number
 * @param to the oldest transaction that had not ended, as a 64-bit number
 * @param next the transaction that would have begun next: equal to {@code to} if none was open
 * @param watermark what was begun before this instant is in this window or an earlier one
 * @param days by the source's own clock, the only days whose rows are read; empty for all
 */
public record XidWindow(
        Mode mode, Server server, long from, long to, long next, Instant watermark, Optional<Days> days) {

    /** Why rows are read. */
    public enum Mode {
        /** The first time: the table, piece by piece. */
        LOAD,
        /** What was written since the last window. */
        CHANGES,
        /** Days again, as the server is not the one of the last window, or was set back. */
        LOOK_BACK,
        /** Days again, as somebody asked for it; the next window begins where it would have begun anyway. */
        REPAIR
    }

    /**
     * A history of transactions: another cluster, and the same one after a restore from a backup or a failover, numbers
     * anew.
     *
     * @param system the cluster's system identifier
     * @param timeline of its write-ahead log
     * @param database object identifier of the database
     */
    public record Server(String system, long timeline, long database) implements Serializable {}

    /**
     * Days, both included.
     *
     * @param first the first
     * @param last the last
     */
    public record Days(LocalDate first, LocalDate last) implements Serializable {}

    /** Whether a transaction was open, whose rows and all later ones wait. */
    public boolean held() {
        return to < next;
    }
}
