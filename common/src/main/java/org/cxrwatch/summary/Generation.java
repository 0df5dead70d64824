package org.cxrwatch.summary;

import java.io.Serializable;
import java.time.Instant;

/**
 * A count of a day's rows. What batches bring is added to the newest; a correction starts the next, which holds all of
 * the day's rows. As of an instant the one of the highest number counts that stood by then, alone.
 *
 * @param number from 0
 * @param from the instant from which it stands
 */
public record Generation(int number, Instant from) implements Serializable {

    /** Stands until a day is counted anew. */
    public static final Generation FIRST = new Generation(0, Instant.EPOCH);

    /** Checks the number. */
    public Generation {
        if (number < 0) {
            throw new IllegalArgumentException("Generation " + number + " is below 0.");
        }
    }

    /** The count after this one. */
    public Generation next(Instant standsFrom) {
        return new Generation(number + 1, standsFrom);
    }

    /** Whether it stood by then. */
    public boolean standsAt(Instant asOf) {
        return !from.isAfter(asOf);
    }
}
