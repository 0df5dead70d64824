package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.Slice;

/**
 * The requests of a value on a day beside what is usual.
 *
 * @param slice all requests, a value of a watched attribute, or a version
 * @param requests how many came
 * @param usual how many should have; empty if two such weekdays are not known, or none usually comes
 * @param p probability of so few had nothing changed, adjusted for all values that were looked at that night; of a
 *     value without requests that of all its days since the last; empty if it was not looked at
 * @param reading what that says
 * @param life where it stands
 */
public record ValueDay(
        Slice slice, long requests, Optional<Usual> usual, OptionalDouble p, Reading reading, Life life) {

    /** What a day's requests say. */
    public enum Reading {
        /** More than half of the usual. */
        FINE,
        /** At most half of the usual, and chance does not explain it. */
        FEWER,
        /** None, and chance does not explain it. */
        NONE,
        /** Chance may explain it, or nothing is known of what is usual. */
        UNDECIDED,
        /** So few for so long that it is what is usual from now on. */
        SETTLED;

        /** Whether requests are missing. */
        public boolean isMissing() {
            return this == FEWER || this == NONE;
        }
    }

    /** Whether it entered its state on that day. */
    boolean hasJustBegun(LocalDate day) {
        return life.since().equals(day);
    }
}
