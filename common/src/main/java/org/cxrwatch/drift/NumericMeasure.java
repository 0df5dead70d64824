package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * How far a number has moved, as one number. It decides nothing. Where the formula has no value the score says why:
 * {@link org.cxrwatch.model.Reason#TOO_FEW_ROWS} for fewer rows than it needs, {@link
 * org.cxrwatch.model.Reason#NOT_FINITE} where rows are enough but their values are missing, NaN or infinite, or the
 * formula divides by nothing.
 */
public interface NumericMeasure {

    /** Its name in the tables, e.g. {@code ks_p}. */
    String name();

    /** How far the window is from the reference. */
    Score score(NumericComparison comparison);
}
