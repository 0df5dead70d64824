package org.cxrwatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;

/**
 * One time that an alert was open, as known now: one row of {@code alert}.
 *
 * @param key what it is about
 * @param number which episode of that key, from 1
 * @param state where it stands
 * @param severity the worst it has been
 * @param span the windows it rests on
 * @param openedAsOf the night that first knew it
 * @param resolvedAsOf the night that first knew it was over
 * @param caseId the case it belongs to: what people are told about and count
 * @param evidence what was found in its latest window, in words
 * @param symptoms other slices that moved with it
 */
public record Episode(
        AlertKey key,
        int number,
        AlertState state,
        AlertSeverity severity,
        Span span,
        Instant openedAsOf,
        Optional<Instant> resolvedAsOf,
        String caseId,
        String evidence,
        List<Slice> symptoms) {

    /**
     * The windows an episode rests on.
     *
     * @param opened the first window with evidence
     * @param last the latest window with evidence
     * @param resolved the window that cleared it
     */
    public record Span(Window opened, Window last, Optional<Window> resolved) {}

    /** Copies the list. */
    public Episode {
        symptoms = List.copyOf(symptoms);
    }

    /** Whether it is over only because its model version answers no more: nobody looked whether it is mended. */
    public boolean isUnwatched() {
        return !state.isOpen() && UnwatchedText.is(evidence);
    }
}
