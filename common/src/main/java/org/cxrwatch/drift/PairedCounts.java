package org.cxrwatch.drift;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/** How often reference and window fall into each of the same bins or categories. */
public final class PairedCounts {

    /** Whether a bin has neighbours. */
    public enum Order {
        /** Bins of a number, ascending; a last one may hold the rows without it. */
        ORDERED,
        /** Categories. */
        UNORDERED
    }

    private final Order order;
    private final long[] reference;
    private final long[] window;
    private final long referenceTotal;
    private final long windowTotal;

    PairedCounts(Order order, long[] reference, long[] window) {
        if (reference.length != window.length) {
            throw new IllegalArgumentException("Both sides are counted in the same bins, got " + reference.length
                    + " of the reference and " + window.length + " of the window.");
        }
        this.order = order;
        this.reference = reference.clone();
        this.window = window.clone();
        this.referenceTotal = Arrays.stream(reference).sum();
        this.windowTotal = Arrays.stream(window).sum();
    }

    /** Counts of categories. */
    public static PairedCounts ofCategories(List<Long> reference, List<Long> window) {
        return new PairedCounts(Order.UNORDERED, array(reference), array(window));
    }

    private static long[] array(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    /** Whether bins have neighbours. */
    public Order order() {
        return order;
    }

    /** The number of bins. */
    public int size() {
        return reference.length;
    }

    /** Bins that at least one side falls into. */
    public int occupied() {
        return (int) IntStream.range(0, size()).filter(bin -> pooledAt(bin) > 0).count();
    }

    /** Rows of the reference in one bin. */
    public long referenceAt(int bin) {
        return reference[bin];
    }

    /** Rows of the window in one bin. */
    public long windowAt(int bin) {
        return window[bin];
    }

    /** Rows of both in one bin. */
    public long pooledAt(int bin) {
        return reference[bin] + window[bin];
    }

    /** Rows of the reference. */
    public long referenceTotal() {
        return referenceTotal;
    }

    /** Rows of the window. */
    public long windowTotal() {
        return windowTotal;
    }

    /** Rows of both. */
    public long pooledTotal() {
        return referenceTotal + windowTotal;
    }

    /** The reference's share in one bin; NaN if it has no rows. */
    public double referenceShare(int bin) {
        return (double) reference[bin] / referenceTotal;
    }

    /** The window's share in one bin; NaN if it has no rows. */
    public double windowShare(int bin) {
        return (double) window[bin] / windowTotal;
    }

    /** The share of both together in one bin; NaN if neither has rows. */
    public double pooledShare(int bin) {
        return (double) pooledAt(bin) / pooledTotal();
    }

    /** The variance of a difference of shares is π(1 − π) times this: 1/n_c + 1/n_R. */
    double samplingScale() {
        return 1.0 / windowTotal + 1.0 / referenceTotal;
    }

    /** The formula's value, or that a side without rows leaves nothing to compare. */
    Score measured(DoubleSupplier formula) {
        return referenceTotal > 0 && windowTotal > 0
                ? Score.of(formula.getAsDouble())
                : Score.none(Reason.TOO_FEW_ROWS);
    }
}
