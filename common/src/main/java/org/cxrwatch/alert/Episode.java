package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Comparator;
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
 * @param acknowledgement who has it in hand, where it is acknowledged
 * @param heard what people have heard of it
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
        List<Slice> symptoms,
        Optional<Acknowledgement> acknowledgement,
        Heard heard) {

    /**
     * Which episode of which alert.
     *
     * @param key what the alert is about
     * @param number which episode of that key, from 1
     */
    public record Id(AlertKey key, int number) implements Comparable<Id> {

        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::key).thenComparing(Id::number);

        /** By key, then by number. */
        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The windows an episode rests on.
     *
     * @param opened the first window with evidence
     * @param last the latest window with evidence
     * @param resolved the window that cleared it
     * @param watch whether somebody looked until it was over
     */
    public record Span(Window opened, Window last, Optional<Window> resolved, Watch watch) {

        /** Of an episode that is open, or was looked at until it was over. */
        public Span(Window opened, Window last, Optional<Window> resolved) {
            this(opened, last, resolved, Watch.KEPT);
        }

        /** The same, over in this window. */
        Span over(Window window, Watch how) {
            return new Span(opened, last, Optional.of(window), how);
        }
    }

    /** Whether somebody looked at what an alert is about. */
    public enum Watch {
        /** All the time. */
        KEPT,
        /** Not until it was over: its model version answered no more. */
        GIVEN_UP
    }

    /** Copies the list; it is acknowledged where somebody has it in hand, and nowhere else. */
    public Episode {
        symptoms = List.copyOf(symptoms);
        if (acknowledgement.isPresent() != (state == AlertState.ACKNOWLEDGED)) {
            throw new IllegalArgumentException("Episode " + number + " of " + key + " is " + state.text()
                    + (acknowledgement.isPresent() ? " and in somebody's hand." : " and in nobody's hand."));
        }
    }

    /** Which it is. */
    public Id id() {
        return new Id(key, number);
    }

    /** The same, in somebody's hand. */
    public Episode acknowledged(Acknowledgement by) {
        return with(AlertState.ACKNOWLEDGED, span, resolvedAsOf, Optional.of(by), heard);
    }

    /** The same, in nobody's hand and open. */
    public Episode released() {
        return with(AlertState.FIRING, span, resolvedAsOf, Optional.empty(), heard);
    }

    /** The same, resolved by a person at an instant: nothing of it is told any more. */
    public Episode resolved(ResolvedByHand byHand) {
        return with(
                AlertState.RESOLVED,
                span.over(byHand.window(), Watch.KEPT),
                Optional.of(byHand.at()),
                Optional.empty(),
                heard.letGo());
    }

    /** The same, of which people have heard this. */
    public Episode heard(Heard now) {
        return with(state, span, resolvedAsOf, acknowledgement, now);
    }

    private Episode with(
            AlertState nowState,
            Span nowSpan,
            Optional<Instant> over,
            Optional<Acknowledgement> inHand,
            Heard nowHeard) {
        return new Episode(
                key,
                number,
                nowState,
                severity,
                nowSpan,
                openedAsOf,
                over,
                caseId,
                evidence,
                symptoms,
                inHand,
                nowHeard);
    }

    /** Whether it is over only because its model version answers no more: nobody looked whether it is mended. */
    public boolean isUnwatched() {
        return span.watch() == Watch.GIVEN_UP;
    }
}
