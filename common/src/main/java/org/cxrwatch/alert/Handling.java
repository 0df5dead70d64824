package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.window.Window;

/**
 * What a person said and knew who changed an episode.
 *
 * @param by who, as they name themselves
 * @param comment why, in their words; empty if they gave none
 * @param until of an acknowledgement: up to when it holds
 * @param last of a resolution: the latest window with evidence when it was resolved
 */
public record Handling(String by, String comment, Optional<Instant> until, Optional<Window> last) {

    /** Refuses nobody. */
    public Handling {
        if (by.isBlank()) {
            throw new IllegalArgumentException("Whoever changes an alert is named.");
        }
    }

    /** Of somebody who has it in hand until then. */
    public static Handling acknowledging(String by, String comment, Instant until) {
        return new Handling(by, comment, Optional.of(until), Optional.empty());
    }

    /** Of somebody who says that it is over. */
    public static Handling resolving(String by, String comment, Window last) {
        return new Handling(by, comment, Optional.empty(), Optional.of(last));
    }
}
