package org.cxrwatch.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.model.AlertSeverity;

/**
 * For some time people are not told of some alerts: one row of {@code silence}. Alerts are evaluated and recorded all
 * the same.
 *
 * @param id its number
 * @param terms which alerts, how long and why
 * @param created when it was asked for
 * @param ended whether it was ended before its time
 */
public record Silence(long id, Terms terms, Instant created, Optional<End> ended) {

    /**
     * What is asked for.
     *
     * @param matcher which alerts
     * @param from its first instant
     * @param until the first instant after it
     * @param by who asks, as they name themselves
     * @param comment why, in their words
     */
    public record Terms(AlertMatcher matcher, Instant from, Instant until, String by, String comment) {

        /** Refuses nobody, no reason, and what would end before it begins. */
        public Terms {
            if (by.isBlank() || comment.isBlank()) {
                throw new IllegalArgumentException("A silence names who asks for it and why.");
            }
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("A silence from " + from + " to " + until + " holds nothing.");
            }
        }
    }

    /**
     * Its end before its time.
     *
     * @param at when
     * @param by who, as they name themselves
     * @param comment why; may be empty
     */
    public record End(Instant at, String by, String comment) {}

    /** How it stands at an instant. */
    public enum State {
        /** It has not begun. */
        PENDING,
        /** It holds. */
        ACTIVE,
        /** Its time is over, or it was ended before. */
        ENDED;

        /** As commands and tables write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it stands at an instant. */
    public State state(Instant now) {
        if (!now.isBefore(terms.until())
                || ended.filter(end -> !now.isBefore(end.at())).isPresent()) {
            return State.ENDED;
        }
        return now.isBefore(terms.from()) ? State.PENDING : State.ACTIVE;
    }

    /** Whether people are not told of an alert now because of it. */
    public boolean silences(AlertKey key, AlertSeverity severity, String caseId, Instant now) {
        return state(now) == State.ACTIVE && terms.matcher().matches(key, severity, caseId);
    }

    /** {@code silence 3}. */
    @Override
    public String toString() {
        return "silence " + id;
    }
}
