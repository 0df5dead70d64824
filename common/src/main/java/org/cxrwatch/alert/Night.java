package org.cxrwatch.alert;

import java.time.Instant;

/**
 * The night whose knowledge is recorded.
 *
 * @param asOf what it knows is what had arrived by then
 * @param decidedThrough end of the last window that an earlier night has decided; {@link Instant#EPOCH} if there was
 *     none. What opened and ended in later windows is news although it is over
 * @param telling whether people are told
 */
public record Night(Instant asOf, Instant decidedThrough, Telling telling) {

    /** Whether people are told. */
    public enum Telling {
        /** A night as it happens. */
        TELL,
        /** A backfill: recorded, nobody is told. */
        SILENT
    }
}
