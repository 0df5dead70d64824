package org.cxrwatch.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The night whose knowledge is recorded.
 *
 * @param asOf what it knows is what had arrived by then
 * @param decidedThrough as of when the night before was, {@link Instant#EPOCH} if there was none; brought down to
 *     midnight, because a night decides whole days. What came and went in later windows is news although it is over
 * @param telling whether people are told
 */
public record Night(Instant asOf, Instant decidedThrough, Telling telling) {

    /** Brings {@code decidedThrough} down to the end of the last whole day. */
    public Night {
        decidedThrough = decidedThrough.truncatedTo(ChronoUnit.DAYS);
    }

    /** Whether people are told. */
    public enum Telling {
        /** A night as it happens. */
        TELL,
        /** A backfill: recorded, nobody is told. */
        SILENT
    }
}
