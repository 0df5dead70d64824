package org.cxrwatch.alert;

import java.time.Instant;

/**
 * Somebody has an episode in hand.
 *
 * @param by who says so, as they name themselves
 * @param until it holds up to this instant, which is not part of it
 */
public record Acknowledgement(String by, Instant until) {

    /** Refuses nobody. */
    public Acknowledgement {
        if (by.isBlank()) {
            throw new IllegalArgumentException("An acknowledgement names who has the alert in hand.");
        }
    }

    /** Whether it has ended. */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
