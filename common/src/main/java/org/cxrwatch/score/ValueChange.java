package org.cxrwatch.score;

import org.cxrwatch.model.Slice;

/**
 * What one value of an attribute adds to the change of a share.
 *
 * @param slice attribute and value; the value {@link ChangeAttribution#NO_VALUE} stands for rows without one
 * @param before its counts in the baseline
 * @param after its counts in the window
 * @param weight its share of the rows, the mean of before and after, 0 to 1
 * @param mix by more or fewer of its rows: (w′ − w)((a + a′)/2 − Ā), Ā the mean of all over both
 * @param within by its own change: (a′ − a)(w + w′)/2
 * @param labelling by more or fewer of its labels than of its rows, after less before: Σ± (l − w)(a − A)
 * @param known on which sides its share is known
 * @param p two-sided, of the hypothesis that its share changed as that of the others did; 1 if that cannot be asked
 */
public record ValueChange(
        Slice slice,
        ShareCounts before,
        ShareCounts after,
        double weight,
        double mix,
        double within,
        double labelling,
        Known known,
        double p) {

    /** On which sides a share is known. */
    public enum Known {
        /** Both. */
        BOTH,
        /** Only before: what is known is taken for both sides, so that it cannot have changed within. */
        ONLY_BEFORE,
        /** Only after; likewise. */
        ONLY_AFTER
    }

    /** All that it adds. */
    public double contribution() {
        return mix + within + labelling;
    }
}
