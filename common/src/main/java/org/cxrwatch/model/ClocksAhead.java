package org.cxrwatch.model;

import java.time.Duration;

/** How far the clocks of those who write rows may be ahead. */
public final class ClocksAhead {

    /** At most so far, of the end of the day on which a row arrives. */
    public static final Duration MOST = Duration.ofDays(7);

    /**
     * A row's own day is fewer days than this after the one on which it arrives: its clock is ahead of that day's end,
     * and where the longest allowed time ends another day begins.
     */
    public static final int DAYS = (int) MOST.toDays() + 2;

    private ClocksAhead() {}
}
