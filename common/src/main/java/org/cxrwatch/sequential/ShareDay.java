package org.cxrwatch.sequential;

import java.time.LocalDate;

/**
 * A share of one day, e.g. accuracy: right answers of labelled ones.
 *
 * @param day UTC
 * @param hits 0 to n
 * @param n rows of the denominator; a day with 0 says nothing
 */
public record ShareDay(LocalDate day, long hits, long n) {

    /** Checks the counts. */
    public ShareDay {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException(
                    "A share needs 0 to n hits, got " + hits + " of " + n + " on " + day + ".");
        }
    }
}
