package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;

/**
 * A change of an episode's present state, as a night saw it or a person made it, or why people were not told of one:
 * one row of {@code alert_event}.
 *
 * @param key what the alert is about
 * @param episode its number
 * @param kind what changed
 * @param severity from then on
 * @param asOf the night, or when a person did it
 * @param caseId the case
 * @param text in words
 * @param handling who did it and why; of an acknowledgement that expired, whose it was; empty if no person had a part
 */
public record Transition(
        AlertKey key,
        int episode,
        Kind kind,
        AlertSeverity severity,
        Instant asOf,
        String caseId,
        String text,
        Optional<Handling> handling) {

    /** One that nobody had a part in, of an episode that is as it is now. */
    public static Transition of(Episode episode, Kind kind, Instant asOf, String text) {
        return new Transition(
                episode.key(),
                episode.number(),
                kind,
                episode.severity(),
                asOf,
                episode.caseId(),
                text,
                Optional.empty());
    }

    /** One that a person had a part in, of an episode that is as it is now. */
    static Transition by(Episode episode, Kind kind, Instant now, String text, Handling handling) {
        return of(episode, kind, now, text).handledBy(handling);
    }

    private Transition handledBy(Handling person) {
        return new Transition(key, episode, kind, severity, asOf, caseId, text, Optional.of(person));
    }

    /** Which episode changed. */
    public Episode.Id episodeId() {
        return new Episode.Id(key, episode);
    }

    /** The same, saying this too. */
    Transition saying(String more) {
        return new Transition(key, episode, kind, severity, asOf, caseId, text + more, handling);
    }

    /** How an episode stands, told as if it had just become so. */
    public static Transition standing(Episode episode, Instant asOf) {
        return TransitionText.transition(episode, standing(episode), asOf);
    }

    /** What made an episode what it is. */
    public static Kind standing(Episode episode) {
        return switch (episode.state()) {
            case PENDING, FIRING -> Kind.OPENED;
            case ACKNOWLEDGED -> Kind.ACKNOWLEDGED;
            case RESOLVED -> episode.span().resolved().isPresent() ? Kind.RESOLVED : Kind.RETRACTED;
        };
    }

    /** Nobody acknowledged an episode in time. */
    public static Transition escalated(Episode episode, Instant asOf) {
        return TransitionText.transition(episode, Kind.ESCALATED, asOf);
    }

    /** What can change. */
    public enum Kind {
        /** It fires. */
        OPENED,
        /** It got worse. */
        RAISED,
        /** Somebody has it in hand. */
        ACKNOWLEDGED,
        /** Nobody has it in hand any more: the acknowledgement ended. */
        EXPIRED,
        /** Nobody acknowledged it in time. */
        ESCALATED,
        /** It is over. */
        RESOLVED,
        /** What opened it no longer holds: labels or rows that came later say otherwise. */
        RETRACTED,
        /** People are not told: a silence asks for it. */
        SUPPRESSED,
        /** People are not told: an alert that is open is its cause. */
        INHIBITED,
        /** People are not told yet: they were told of the same alert a short while ago. */
        HELD,
        /** People are told now of what was kept from them. */
        TOLD;

        /** As tables, commands and messages write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it says that news is kept from people. */
        public boolean keepsBack() {
            return this == SUPPRESSED || this == INHIBITED || this == HELD;
        }

        /** Whether it says that an episode is over, or never was. */
        public boolean isOver() {
            return this == RESOLVED || this == RETRACTED;
        }

        /** Whether the episode's state is another afterwards; else it says only who hears of one. */
        public boolean isOfState() {
            return !keepsBack() && this != TOLD;
        }
    }

    /** Whether its words still hold of the episode as known now: later labels and rows may have moved its windows. */
    public boolean agreesWith(Episode known) {
        return TransitionText.agrees(this, known);
    }
}
