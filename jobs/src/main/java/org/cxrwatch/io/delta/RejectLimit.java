package org.cxrwatch.io.delta;

/**
 * How many of a file's rows may be unusable before the usable ones are not taken either: what is left of a batch that
 * broke is a biased sample.
 *
 * @param share of the rows, 0 to 1; at 1 nothing is ever refused
 * @param leastRows fewest unusable rows that are too many: one of three is no evidence
 */
public record RejectLimit(double share, long leastRows) {

    /** A fifth, and at least 20: a logger that broke breaks every row, and single bad lines stay far below. */
    public static final RejectLimit USUAL = new RejectLimit(0.2, 20);

    /** Whether so many unusable ones among so many rows are too many. */
    boolean isExceeded(long rejected, long rows) {
        return rejected >= leastRows && rejected > share * rows;
    }
}
