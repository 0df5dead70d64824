package org.cxrwatch.summary;

/**
 * The bytes of a histogram: ascending buckets as differences, with their counts.
 *
 * <p>What the logs hold are decimals with few digits, whose binary forms look random. Where every value is a whole
 * number of 10<sup>−p</sup>, 0 ≤ p ≤ 9, these whole numbers are written instead (about 2 bytes a value, not 8); else
 * the
 * buckets with their common trailing zero bits stripped. The choice is a function of the values alone.
 */
final class HistogramFormat {

    private static final int DECIMAL = 64;
    private static final int MAX_DIGITS = 9;
    private static final double MAX_WHOLE = 1L << 53;
    private static final double[] TEN_TO = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private HistogramFormat() {}

    static void write(AdaptiveHistogram histogram, SummaryWriter out) {
        int size = histogram.size();
        out.count(size);
        if (size == 0) {
            return;
        }
        int digits = histogram.isExact() ? decimals(histogram) : -1;
        long[] whole = new long[size];
        if (digits >= 0) {
            out.octet(DECIMAL + digits);
            for (int i = 0; i < size; i++) {
                whole[i] = (long) Math.rint(histogram.lowerAt(i) * TEN_TO[digits]);
            }
        } else {
            int zeros = trailingZeros(histogram);
            out.octet(histogram.shift());
            out.octet(zeros);
            for (int i = 0; i < size; i++) {
                whole[i] = histogram.bucketAt(i) >> zeros;
            }
        }
        writeRuns(histogram, whole, out);
    }

    private static void writeRuns(AdaptiveHistogram histogram, long[] whole, SummaryWriter out) {
        out.signed(whole[0]);
        out.count(histogram.countAt(0));
        for (int i = 1; i < whole.length; i++) {
            long step = whole[i] - whole[i - 1];
            long count = histogram.countAt(i);
            boolean single = count == 1;
            if (step > 0 && step < 1L << 62) {
                out.count(step << 1 | (single ? 0 : 1));
            } else {
                out.count(single ? 0 : 1);
                out.count(step);
            }
            if (!single) {
                out.count(count);
            }
        }
    }

    static AdaptiveHistogram read(SummaryReader in, int capacity) {
        int size = in.size();
        if (size == 0) {
            return AdaptiveHistogram.empty(capacity);
        }
        int form = in.octet();
        boolean decimal = form >= DECIMAL;
        if (form > DECIMAL + MAX_DIGITS) {
            throw new CorruptSummaryException("a histogram has the unknown form " + form);
        }
        int zeros = decimal ? 0 : in.octet() & 63;
        long[] buckets = new long[size];
        long[] counts = new long[size];
        readRuns(in, buckets, counts);
        for (int i = 0; i < size; i++) {
            buckets[i] = decimal ? OrderedKey.of(buckets[i] / TEN_TO[form - DECIMAL]) : buckets[i] << zeros;
        }
        return AdaptiveHistogram.ofBuckets(capacity, decimal ? 0 : form, buckets, counts);
    }

    private static void readRuns(SummaryReader in, long[] whole, long[] counts) {
        whole[0] = in.signed();
        counts[0] = in.count();
        for (int i = 1; i < whole.length; i++) {
            long token = in.count();
            long step = token >>> 1 == 0 ? in.count() : token >>> 1;
            whole[i] = whole[i - 1] + step;
            counts[i] = (token & 1) == 0 ? 1 : in.count();
        }
    }

    /** The fewest digits at which all values are decimals, or −1. */
    private static int decimals(AdaptiveHistogram histogram) {
        for (int digits = 0; digits <= MAX_DIGITS; digits++) {
            if (allDecimals(histogram, TEN_TO[digits])) {
                return digits;
            }
        }
        return -1;
    }

    private static boolean allDecimals(AdaptiveHistogram histogram, double scale) {
        for (int i = 0; i < histogram.size(); i++) {
            double value = histogram.lowerAt(i);
            double whole = Math.rint(value * scale);
            if (!(Math.abs(whole) < MAX_WHOLE) || whole / scale != value) {
                return false;
            }
        }
        return true;
    }

    private static int trailingZeros(AdaptiveHistogram histogram) {
        long bits = 0;
        for (int i = 0; i < histogram.size(); i++) {
            bits |= histogram.bucketAt(i);
        }
        return bits == 0 ? 0 : Long.numberOfTrailingZeros(bits);
    }
}
