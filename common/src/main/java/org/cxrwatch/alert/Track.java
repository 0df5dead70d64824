package org.cxrwatch.alert;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;

/**
 * Where the fold of one alert stands after some windows: all it needs to go on, and what a checkpoint keeps.
 *
 * @param key what the alert is about
 * @param episodes how many have been opened
 * @param current the episode that is pending or open, if one is
 * @param evidenceInARow decided windows in a row with evidence
 * @param clearInARow decided windows in a row without, since the last evidence of an open episode
 */
public record Track(AlertKey key, int episodes, Optional<Current> current, int evidenceInARow, int clearInARow) {

    /**
     * The episode that is pending or open, or, where the fold hands it out, the one that was just resolved.
     *
     * @param state where it stands
     * @param severity the worst it has been
     * @param span the windows it rests on
     * @param evidence what was found in its latest window with evidence, in words
     * @param symptoms other slices that moved with it there
     */
    public record Current(
            AlertState state, AlertSeverity severity, Episode.Span span, String evidence, List<Slice> symptoms) {

        /** Copies the list. */
        public Current {
            symptoms = List.copyOf(symptoms);
        }
    }

    /** An alert that has seen nothing. */
    public static Track fresh(AlertKey key) {
        return new Track(key, 0, Optional.empty(), 0, 0);
    }
}
