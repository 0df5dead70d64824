package org.cxrwatch.schema;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How large the positive numbers of a column are: counts by buckets of a quarter of a power of two, each with its upper
 * end in it, so that 1 lies with what is below it. A sum of two is that of their numbers, in any order.
 *
 * @param counts by bucket
 */
public record Magnitudes(SortedMap<Long, Long> counts) implements Serializable {

    /** Of no numbers. */
    public static final Magnitudes NONE = new Magnitudes(Map.of());

    /** Bits of a double below its exponent and the first two of its fraction. */
    private static final int DROPPED_BITS = 50;

    /** Copies the map. */
    public Magnitudes {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Of counts in any order. */
    public Magnitudes(Map<Long, Long> counts) {
        this(new TreeMap<>(counts));
    }

    /** The bucket of a number; numbers that are not positive, or not finite, have none and must not be asked for. */
    public static long bucket(double positive) {
        return Double.doubleToRawLongBits(Math.nextDown(positive)) >>> DROPPED_BITS;
    }

    /** Those of both. */
    public Magnitudes plus(Magnitudes other) {
        TreeMap<Long, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
        return new Magnitudes(sum);
    }

    /** What can be said of them. */
    public Looked looked() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return new Looked(0, Double.NaN, Double.NaN);
        }
        long beyondOne = counts.tailMap(bucket(1) + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Looked(all, median(all), (double) beyondOne / all);
    }

    private double median(long all) {
        long before = 0;
        for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
            before += bucket.getValue();
            if (2 * before >= all) {
                return middle(bucket.getKey());
            }
        }
        throw new IllegalStateException("Half of " + all + " numbers lie in no bucket.");
    }

    private static double middle(long bucket) {
        double lower = Double.longBitsToDouble(bucket << DROPPED_BITS);
        double upper = Double.longBitsToDouble((bucket + 1) << DROPPED_BITS);
        return Double.isFinite(upper) ? lower + (upper - lower) / 2 : lower;
    }

    /**
     * What was seen of a column's numbers.
     *
     * @param rows how many were looked at
     * @param median of them; NaN of none
     * @param beyondOne share of those above 1; NaN of none
     */
    public record Looked(long rows, double median, double beyondOne) {}
}
