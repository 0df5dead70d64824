package org.cxrwatch.model;

import java.time.Duration;

/** How far the clocks of those who write rows may be ahead. */
public final class ClocksAhead {

    /** At most so far, of the end of the day on which a row arrives. */
    public static final Duration MOST = Duration.ofDays(7);

    /** A row is of a day fewer than so many after the one it arrives on: that day ends, and a last one begins. */
    public static final int DAYS = (int) MOST.toDays() + 2;

    private ClocksAhead() {}
}
