package org.cxrwatch.model;

/** How we know when a row arrived. */
public enum ArrivalBasis {
    /** We were there: the instant its batch was planned. */
    OBSERVED,
    /** The date in its file's name: the end of that day. */
    FROM_NAME,
    /**
     * A first load without dates: predictions and samples at the end of their own day, labels when they say they were
     * made, else when they were found. Teaches nothing about delays.
     */
    ASSUMED
}
