package org.cxrwatch.summary;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts of finite values in buckets that are as fine as the capacity allows.
 *
 * <p>A value's bucket is its {@link OrderedKey} shifted right by {@code shift} bits, which truncates its magnitude. The
 * shift is the least at which the multiset needs no more than {@code capacity} buckets: a function of the multiset and
 * the capacity alone, so any split, order and merge tree gives the same histogram. (Distinct buckets fall with the
 * shift
 * and grow with the multiset, so a part never needs a larger shift than the whole.) At shift 0 the values themselves
 * are
 * held; up to shift 52 a bucket's width relative to its values is at most 2<sup>shift−52</sup>; beyond that there is no
 * promise but the count.
 */
public final class AdaptiveHistogram {

    private final int capacity;
    private final int shift;
    private final long[] buckets;
    private final long[] counts;
    private final long total;

    private AdaptiveHistogram(int capacity, int shift, long[] buckets, long[] counts) {
        this.capacity = capacity;
        this.shift = shift;
        this.buckets = buckets;
        this.counts = counts;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.total = sum;
    }

    static AdaptiveHistogram empty(int capacity) {
        return new AdaptiveHistogram(capacity, 0, new long[0], new long[0]);
    }

    /** The histogram of sorted keys {@code from} to {@code to} (exclusive). */
    static AdaptiveHistogram ofSortedKeys(int capacity, long[] keys, int from, int to) {
        long[] distinct = new long[to - from];
        long[] counts = new long[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (size > 0 && distinct[size - 1] == keys[i]) {
                counts[size - 1]++;
            } else {
                distinct[size] = keys[i];
                counts[size++] = 1;
            }
        }
        return fit(capacity, 0, Arrays.copyOf(distinct, size), Arrays.copyOf(counts, size));
    }

    /** What was stored: buckets ascending, at the shift they were written with. */
    static AdaptiveHistogram ofBuckets(int capacity, int shift, long[] buckets, long[] counts) {
        for (int i = 0; i < buckets.length; i++) {
            if (counts[i] < 1 || (i > 0 && buckets[i] <= buckets[i - 1])) {
                throw new CorruptSummaryException("its buckets are not in order or not positive");
            }
        }
        AdaptiveHistogram result = fit(capacity, shift, buckets, counts);
        if (result.shift != shift) {
            throw new CorruptSummaryException("it has more buckets than its capacity " + capacity);
        }
        return result;
    }

    AdaptiveHistogram plus(AdaptiveHistogram other) {
        if (capacity != other.capacity) {
            throw new IllegalArgumentException(
                    "Histograms of capacities " + capacity + " and " + other.capacity + " cannot be added.");
        }
        if (other.total == 0) {
            return this;
        }
        if (total == 0) {
            return other;
        }
        int common = Math.max(shift, other.shift);
        return merge(at(common), other.at(common));
    }

    /** The same counts at a coarser shift, as two sides need it to be compared; this if it is that coarse already. */
    public AdaptiveHistogram at(int coarser) {
        if (coarser <= shift) {
            return this;
        }
        return coarsen(capacity, shift, coarser, buckets, counts);
    }

    /** The same values at a smaller capacity, as fine as that allows; a larger one cannot be had back. */
    AdaptiveHistogram within(int smaller) {
        if (smaller > capacity) {
            throw new IllegalArgumentException(
                    "A histogram of capacity " + capacity + " cannot be brought to the larger " + smaller + ".");
        }
        return fit(smaller, shift, buckets, counts);
    }

    private static AdaptiveHistogram merge(AdaptiveHistogram left, AdaptiveHistogram right) {
        long[] buckets = new long[left.buckets.length + right.buckets.length];
        long[] counts = new long[buckets.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < left.buckets.length || j < right.buckets.length) {
            int order = i == left.buckets.length
                    ? 1
                    : j == right.buckets.length ? -1 : Long.compare(left.buckets[i], right.buckets[j]);
            buckets[size] = order <= 0 ? left.buckets[i] : right.buckets[j];
            counts[size++] = (order <= 0 ? left.counts[i++] : 0) + (order >= 0 ? right.counts[j++] : 0);
        }
        return fit(left.capacity, left.shift, Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
    }

    /**
     * What is left when {@code part} is taken away again, at the coarser shift of the two.
     *
     * @throws IllegalArgumentException if a bucket of {@code part} holds more than this one
     */
    AdaptiveHistogram minus(AdaptiveHistogram part) {
        int common = Math.max(shift, part.shift);
        AdaptiveHistogram whole = at(common);
        AdaptiveHistogram gone = part.at(common);
        long[] left = whole.counts.clone();
        for (int i = 0; i < gone.buckets.length; i++) {
            int at = Arrays.binarySearch(whole.buckets, gone.buckets[i]);
            if (at < 0 || left[at] < gone.counts[i]) {
                throw new IllegalArgumentException("More values are withdrawn than were given.");
            }
            left[at] -= gone.counts[i];
        }
        return new AdaptiveHistogram(
                capacity,
                common,
                selectPositive(whole.buckets, left),
                Arrays.stream(left).filter(count -> count > 0).toArray());
    }

    private static long[] selectPositive(long[] buckets, long[] counts) {
        return IntStream.range(0, buckets.length)
                .filter(i -> counts[i] > 0)
                .mapToLong(i -> buckets[i])
                .toArray();
    }

    private static AdaptiveHistogram fit(int capacity, int shift, long[] buckets, long[] counts) {
        if (buckets.length <= capacity) {
            return new AdaptiveHistogram(capacity, shift, buckets, counts);
        }
        return coarsen(capacity, shift, shift + extraShift(capacity, buckets), buckets, counts);
    }

    /**
     * The least further shift that leaves at most {@code capacity} buckets: neighbours merge once their highest
     * differing bit is shifted out.
     */
    private static int extraShift(int capacity, long[] buckets) {
        int[] mergedAt = new int[65];
        for (int i = 1; i < buckets.length; i++) {
            mergedAt[64 - Long.numberOfLeadingZeros(buckets[i] ^ buckets[i - 1])]++;
        }
        int left = buckets.length;
        int extra = 0;
        while (left > capacity) {
            left -= mergedAt[++extra];
        }
        return extra;
    }

    private static AdaptiveHistogram coarsen(int capacity, int from, int to, long[] buckets, long[] counts) {
        int by = Math.min(63, to - from);
        long[] coarse = new long[buckets.length];
        long[] sums = new long[buckets.length];
        int size = 0;
        for (int i = 0; i < buckets.length; i++) {
            long bucket = buckets[i] >> by;
            if (size > 0 && coarse[size - 1] == bucket) {
                sums[size - 1] += counts[i];
            } else {
                coarse[size] = bucket;
                sums[size++] = counts[i];
            }
        }
        return new AdaptiveHistogram(capacity, to, Arrays.copyOf(coarse, size), Arrays.copyOf(sums, size));
    }

    /** Whether the values themselves are held. */
    public boolean isExact() {
        return shift == 0;
    }

    /** Low bits dropped from every value, 0 to 63. */
    public int shift() {
        return shift;
    }

    /** The number of buckets. */
    public int size() {
        return buckets.length;
    }

    /** The number of values. */
    public long total() {
        return total;
    }

    /** How many values bucket {@code index} holds. */
    public long countAt(int index) {
        return counts[index];
    }

    /** The least value bucket {@code index} can hold; at shift 0 the value itself. */
    public double lowerAt(int index) {
        return finite(OrderedKey.value(buckets[index] << shift));
    }

    /** The largest value bucket {@code index} can hold; at shift 0 the value itself. */
    public double upperAt(int index) {
        return finite(OrderedKey.value((buckets[index] << shift) + ((1L << shift) - 1)));
    }

    /** What stands for the values of bucket {@code index}: the value itself at shift 0, else the bucket's middle. */
    public double valueAt(int index) {
        double lower = lowerAt(index);
        return shift == 0 ? lower : lower / 2 + upperAt(index) / 2;
    }

    /** The order-preserving number of bucket {@code index} at this histogram's shift. */
    public long bucketAt(int index) {
        return buckets[index];
    }

    /** Bits outside the finite doubles can only come from the open end of the outermost bucket. */
    private static double finite(double value) {
        if (value <= Double.MAX_VALUE && value >= -Double.MAX_VALUE) {
            return value;
        }
        return value < 0 || Double.doubleToRawLongBits(value) < 0 ? -Double.MAX_VALUE : Double.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdaptiveHistogram that
                && capacity == that.capacity
                && shift == that.shift
                && Arrays.equals(buckets, that.buckets)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return total + " values in " + buckets.length + " buckets at shift " + shift;
    }
}
