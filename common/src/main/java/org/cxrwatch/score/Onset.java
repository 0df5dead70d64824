package org.cxrwatch.score;

import java.time.LocalDate;

/**
 * The day a change began, as far as the days since tell.
 *
 * @param first the most probable day; one on which there were rows
 * @param earliest first day of the shortest run of days that holds {@code first} and the beginning with 95 %
 * @param latest last day of that run
 */
public record Onset(LocalDate first, LocalDate earliest, LocalDate latest) {

    /** Refuses days out of order. */
    public Onset {
        if (first.isBefore(earliest) || first.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "A change begins within its interval, got " + first + " in " + earliest + " to " + latest + ".");
        }
    }

    /** Whether no other day is likely. */
    public boolean isCertain() {
        return earliest.equals(latest);
    }

    /** {@code 2026-09-22}, or with the interval if there is one: {@code 2026-09-22 (2026-09-21 to 2026-09-23)}. */
    @Override
    public String toString() {
        return isCertain() ? first.toString() : first + " (" + earliest + " to " + latest + ")";
    }
}
