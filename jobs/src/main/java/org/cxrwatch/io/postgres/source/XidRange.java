package org.cxrwatch.io.postgres.source;

import java.io.Serializable;
import java.time.LocalDate;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.port.XidWindow.Mode;

/**
 * Which rows a window asks for, in terms of what a row tells: the last 32 bits of the transaction that wrote it.
 *
 * <p>{@code (xmin − from) mod 2³² < to − from} holds for every row of the window. It holds for a frozen row of another
 * age too, once in 2³² transactions; that one is read again and recognised by its key. A window as wide as half of all
 * numbers, and a first load, ask for every row that can be seen.
 *
 * @param mode why rows are read
 * @param from first transaction, 64 bits
 * @param to the one after the last
 * @param firstDay first day, as text; empty if days do not matter
 * @param dayAfter the day after the last
 */
record XidRange(Mode mode, long from, long to, String firstDay, String dayAfter) implements Serializable {

    private static final long XIDS = 1L << 32;

    static XidRange of(XidWindow window) {
        String first = window.days().map(days -> days.first().toString()).orElse("");
        String after = window.days()
                .map(days -> days.last().plusDays(1))
                .map(LocalDate::toString)
                .orElse("");
        return new XidRange(window.mode(), window.from(), window.to(), first, after);
    }

    boolean ofDays() {
        return !firstDay.isEmpty();
    }

    /** Whether transactions decide which rows are read. */
    boolean byTransaction() {
        return mode == Mode.CHANGES && to - from < XIDS / 2;
    }

    /** The 32 bits of the first transaction that a row would show. */
    long firstShown() {
        return from % XIDS;
    }

    /** How many transactions. */
    long width() {
        return to - from;
    }

    /** Whether rows may have been taken before, so that a label that is not there any more says something. */
    boolean changeable() {
        return mode != Mode.LOAD;
    }
}
