package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Locale;
import org.cxrwatch.model.AlertSeverity;

/**
 * A change of an episode's present state, as a night saw it: one row of {@code alert_event}.
 *
 * @param key what the alert is about
 * @param episode its number
 * @param kind what changed
 * @param severity from then on
 * @param asOf the night
 * @param caseId the case
 * @param text in words
 */
public record Transition(
        AlertKey key, int episode, Kind kind, AlertSeverity severity, Instant asOf, String caseId, String text) {

    /** What can change. */
    public enum Kind {
        /** It fires. */
        OPENED,
        /** It got worse. */
        RAISED,
        /** Somebody has it in hand. */
        ACKNOWLEDGED,
        /** It is over. */
        RESOLVED,
        /** What opened it no longer holds: labels or rows that came later say otherwise. */
        RETRACTED;

        /** As tables, commands and messages write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its words still hold of the episode as known now: later labels and rows may have moved its windows. */
    public boolean agreesWith(Episode known) {
        return TransitionText.agrees(this, known);
    }
}
