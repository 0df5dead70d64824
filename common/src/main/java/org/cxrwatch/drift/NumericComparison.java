package org.cxrwatch.drift;

import java.util.function.DoubleSupplier;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.AdaptiveHistogram;

/**
 * A number of a window beside the same number of its reference, both at the same resolution: where one side's
 * histogram is coarser, the other is brought to it, so that equal values are equal on both sides. What is counted in
 * bins is counted once, for all measures.
 */
public final class NumericComparison {

    private final NumericSample reference;
    private final NumericSample window;
    private final AdaptiveHistogram referenceValues;
    private final AdaptiveHistogram windowValues;
    private final PairedCounts counts;

    private NumericComparison(NumericSample reference, NumericSample window, ReferenceBins bins) {
        this.reference = reference;
        this.window = window;
        int shift = Math.max(
                reference.values().histogram().shift(),
                window.values().histogram().shift());
        this.referenceValues = reference.values().histogram().at(shift);
        this.windowValues = window.values().histogram().at(shift);
        this.counts = new PairedCounts(
                PairedCounts.Order.ORDERED,
                bins.count(referenceValues, reference.unusable()),
                bins.count(windowValues, window.unusable()));
    }

    /** In bins between the reference's deciles. */
    public static NumericComparison of(NumericSample reference, NumericSample window) {
        return of(reference, window, ReferenceBins.deciles(reference.values()));
    }

    /** In bins that the reference has already: the same for all windows that are compared with it. */
    public static NumericComparison of(NumericSample reference, NumericSample window, ReferenceBins bins) {
        return new NumericComparison(reference, window, bins);
    }

    /** The reference as it was given. */
    public NumericSample reference() {
        return reference;
    }

    /** The window as it was given. */
    public NumericSample window() {
        return window;
    }

    /** Both sides in the reference's bins. */
    public PairedCounts counts() {
        return counts;
    }

    /** The reference's values at the common resolution. */
    AdaptiveHistogram referenceValues() {
        return referenceValues;
    }

    /** The window's values at the common resolution. */
    AdaptiveHistogram windowValues() {
        return windowValues;
    }

    /** The formula's value where each side has at least so many finite values, else why there is none. */
    Score measured(long least, DoubleSupplier formula) {
        if (reference.count() >= least && window.count() >= least) {
            return Score.of(formula.getAsDouble());
        }
        boolean rowsEnough = reference.rows() >= least && window.rows() >= least;
        return Score.none(rowsEnough ? Reason.NOT_FINITE : Reason.TOO_FEW_ROWS);
    }
}
