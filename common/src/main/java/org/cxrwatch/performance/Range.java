package org.cxrwatch.performance;

/** Where a metric's values can lie. */
public enum Range {
    /** A share or an area. */
    SHARE(0, 1),
    /** A correlation. */
    CORRELATION(-1, 1),
    /** A time or a loss. */
    AT_LEAST_0(0, Double.POSITIVE_INFINITY);

    private final double least;
    private final double largest;

    Range(double least, double largest) {
        this.least = least;
        this.largest = largest;
    }

    /** The value, or the end it lies beyond; NaN stays NaN. */
    public double cut(double value) {
        return Math.min(largest, Math.max(least, value));
    }
}
