package org.cxrwatch.drift;

import org.cxrwatch.summary.CategorySummary;

/**
 * One category of one side of a comparison.
 *
 * @param values rows by value
 * @param missing rows without a value
 */
public record CategoricalSample(CategorySummary values, long missing) {

    /** Refuses a negative count. */
    public CategoricalSample {
        if (missing < 0) {
            throw new IllegalArgumentException("A sample cannot lack its category in " + missing
                    + " rows; give the rows it was taken from, which are at least its values.");
        }
    }

    /** A category that no row lacks. */
    public static CategoricalSample complete(CategorySummary values) {
        return new CategoricalSample(values, 0);
    }

    /** All its rows. */
    public long rows() {
        return values.count() + missing;
    }
}
