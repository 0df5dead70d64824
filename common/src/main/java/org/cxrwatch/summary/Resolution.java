package org.cxrwatch.summary;

/**
 * How finely a summary is kept. It belongs to the part and the slice, is written into the bytes, and only summaries of
 * the same resolution can be added: at unequal capacities addition would depend on the order.
 */
public enum Resolution {
    /** A baseline's distributions: kept long, few, compared with everything. */
    BASELINE(1, 65_536, Moments.EXACT),
    /** The distribution and labels of all rows of a day. */
    ALL(2, 2_048, Moments.EXACT),
    /** The distribution and labels of one slice of a day. */
    SLICE(3, 512, Moments.FROM_BUCKETS),
    /** Latencies and system metrics of an hour. */
    SERVICE(4, 2_048, Moments.EXACT),
    /** What {@link #ALL} and {@link #SERVICE} become once their day is old. */
    OLD(5, 256, Moments.EXACT),
    /** What {@link #SLICE} becomes once its day is old. */
    OLD_SLICE(6, 64, Moments.FROM_BUCKETS);

    /** What is kept of sums once values are truncated. */
    enum Moments {
        /** Sums over the values as they were, exactly. */
        EXACT,
        /** None: they are read from the buckets. */
        FROM_BUCKETS
    }

    private final int code;
    private final int capacity;
    private final Moments moments;

    Resolution(int code, int capacity, Moments moments) {
        this.code = code;
        this.capacity = capacity;
        this.moments = moments;
    }

    /** The most buckets a histogram of this resolution has. */
    public int capacity() {
        return capacity;
    }

    /** How finely the same is kept once its day is old; itself, if that is no coarser. */
    public Resolution old() {
        return switch (this) {
            case ALL, SERVICE -> OLD;
            case SLICE -> OLD_SLICE;
            case BASELINE, OLD, OLD_SLICE -> this;
        };
    }

    Moments moments() {
        return moments;
    }

    int code() {
        return code;
    }

    static Resolution ofCode(int code) {
        for (Resolution resolution : values()) {
            if (resolution.code == code) {
                return resolution;
            }
        }
        throw new CorruptSummaryException("resolution code " + code + " is unknown");
    }
}
