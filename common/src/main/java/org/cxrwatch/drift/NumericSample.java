package org.cxrwatch.drift;

import org.cxrwatch.summary.NumericSummary;

/**
 * One number of one side of a comparison.
 *
 * @param values its finite values, and how many were NaN or infinite
 * @param missing rows that lack the number
 */
public record NumericSample(NumericSummary values, long missing) {

    /** Refuses a negative count. */
    public NumericSample {
        if (missing < 0) {
            throw new IllegalArgumentException("A sample cannot lack its number in " + missing
                    + " rows; give the rows it was taken from, which are at least its values.");
        }
    }

    /** The values of {@code rows} rows; the rows that are in neither of the summary's counts lack the number. */
    public static NumericSample of(NumericSummary values, long rows) {
        return new NumericSample(values, rows - values.count() - values.notFinite());
    }

    /** Its finite values. */
    public long count() {
        return values.count();
    }

    /** Rows without a finite value: the number is missing, NaN or infinite. */
    public long unusable() {
        return missing + values.notFinite();
    }

    /** All its rows. */
    public long rows() {
        return count() + unusable();
    }
}
