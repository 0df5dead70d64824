package org.cxrwatch.alert;

import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;

/**
 * Where the fold of one alert stands after some windows: all it needs to go on, and what a checkpoint keeps.
 *
 * @param key what the alert is about
 * @param episodes how many have been opened
 * @param current the span and worst severity of the episode that is pending or open, if one is
 * @param evidenceInARow windows in a row with evidence
 * @param clearInARow windows in a row without, since the last evidence
 */
public record Track(AlertKey key, int episodes, Optional<Current> current, int evidenceInARow, int clearInARow) {

    /**
     * The episode that is pending or open.
     *
     * @param state where it stands
     * @param severity the worst it has been
     * @param span the windows it rests on
     */
    public record Current(AlertState state, AlertSeverity severity, Episode.Span span) {}

    /** An alert that has seen nothing. */
    public static Track fresh(AlertKey key) {
        return new Track(key, 0, Optional.empty(), 0, 0);
    }
}
