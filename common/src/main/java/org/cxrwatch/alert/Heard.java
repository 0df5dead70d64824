package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;

/**
 * What people have heard of an episode, and what they have not.
 *
 * @param told what they were told last
 * @param held what keeps its news from them
 */
public record Heard(Optional<Told> told, Optional<Held> held) {

    /** Nothing was told, and nothing is held. */
    public static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty());

    /**
     * What people were told. It was decided then; when it was delivered is the outbox's business.
     *
     * @param first when of the episode for the first time
     * @param last when last
     * @param kind what they were told last
     * @param severity how severe they were told it is
     */
    public record Told(Instant first, Instant last, Transition.Kind kind, AlertSeverity severity) {

        /** Whether they were told that it is over. */
        public boolean isOver() {
            return kind.isOver();
        }
    }

    /**
     * News that is kept back.
     *
     * @param kind in which way: {@code SUPPRESSED}, {@code INHIBITED} or {@code HELD}
     * @param by what keeps it: {@code silence 3}, the key of an alert, or {@code cooldown}
     * @param since when it was kept back first
     */
    public record Held(Transition.Kind kind, String by, Instant since) {

        /** Refuses a kind that keeps nothing back. */
        public Held {
            if (!kind.keepsBack()) {
                throw new IllegalArgumentException("News is suppressed, inhibited or held, not " + kind.text() + ".");
            }
        }
    }

    /** Told something more; nothing is held any longer. */
    public Heard telling(Transition.Kind kind, AlertSeverity severity, Instant now) {
        return new Heard(
                Optional.of(new Told(told.map(Told::first).orElse(now), now, kind, severity)), Optional.empty());
    }

    /** Nothing is held any longer. */
    public Heard letGo() {
        return new Heard(told, Optional.empty());
    }

    /** Kept back, since when it was kept back first. */
    public Heard holding(Transition.Kind kind, String by, Instant now) {
        return new Heard(
                told, Optional.of(new Held(kind, by, held.map(Held::since).orElse(now))));
    }
}
