package org.cxrwatch.sequential;

/**
 * Both sums of a chart.
 *
 * @param low Σ (−z − k) since it last was 0
 * @param lowFor days since it last was 0: the change it shows began with the first of them, most likely
 * @param high Σ (z − k) since it last was 0
 * @param highFor the same of {@code high}
 */
record Cusum(double low, int lowFor, double high, int highFor) {

    static final Cusum ZERO = new Cusum(0, 0, 0, 0);

    /** With another score. */
    Cusum plus(double score, double k) {
        double nextLow = Math.max(0, low - score - k);
        double nextHigh = Math.max(0, high + score - k);
        return new Cusum(nextLow, nextLow > 0 ? lowFor + 1 : 0, nextHigh, nextHigh > 0 ? highFor + 1 : 0);
    }

    /** Held at a limit, so that the way back is not longer than the way there. */
    Cusum heldAt(double limit) {
        return new Cusum(Math.min(low, limit), lowFor, Math.min(high, limit), highFor);
    }
}
