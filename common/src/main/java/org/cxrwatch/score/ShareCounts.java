package org.cxrwatch.score;

/**
 * A share and the rows behind it.
 *
 * @param rows all rows, labelled or not; for a share of all rows, such as the positive rate, the same as n
 * @param n rows of the denominator, e.g. labelled ones: at most rows
 * @param hits e.g. right answers: at most n
 */
public record ShareCounts(long rows, long n, long hits) {

    /** No rows. */
    public static final ShareCounts NONE = new ShareCounts(0, 0, 0);

    /** Checks the counts. */
    public ShareCounts {
        if (hits < 0 || hits > n || n > rows) {
            throw new IllegalArgumentException("Hits are among those counted, and those among all rows, got " + hits
                    + ", " + n + " and " + rows + ".");
        }
    }

    /** Hits over n; NaN if n is 0. */
    public double share() {
        return (double) hits / n;
    }

    /** Both together. */
    public ShareCounts plus(ShareCounts other) {
        return new ShareCounts(rows + other.rows, n + other.n, hits + other.hits);
    }

    /** What is left when a part is taken away; nothing where the part is larger. */
    ShareCounts without(ShareCounts part) {
        long restN = Math.max(0, n - part.n);
        long restHits = Math.min(restN, Math.max(0, hits - part.hits));
        return new ShareCounts(Math.max(restN, rows - part.rows), restN, restHits);
    }

    /** The variance p (1 − p) / n, half a hit and half a miss added so that 0 and 1 are no certainty. */
    double variance() {
        double p = (hits + 0.5) / (n + 1.0);
        return p * (1 - p) / n;
    }
}
