package org.cxrwatch.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.AlertSeverity;

/**
 * One alert that is told of.
 *
 * @param episode as it is known now
 * @param kind what changed of it; of what came and went at once, that it opened
 * @param severity from then on
 */
record Told(Episode episode, Transition.Kind kind, AlertSeverity severity) {

    private static final int HOURS = 24;

    /** What is urgent and still there comes first. */
    static final Comparator<Told> WORST_FIRST = Comparator.comparing(Told::isLive)
            .thenComparing(Told::severity)
            .reversed()
            .thenComparing(told -> told.episode().id());

    /** Whether it says that something is wrong, not that it is over or never was. */
    boolean isLive() {
        return !kind.isOver();
    }

    /** Whether it is over although it is told of for the first time. */
    boolean cameAndWent() {
        return isLive() && !episode.state().isOpen();
    }

    /** How long it lasted, by the windows with evidence. */
    String lasted() {
        return length(episode.span().opened().start(), episode.span().last().end());
    }

    /** {@code 3 days}, {@code 1 day and 4 hours}, {@code 7 hours}. */
    static String length(Instant from, Instant to) {
        long hours = Duration.between(from, to).toHours();
        String days = counted(hours / HOURS, "day");
        String rest = counted(hours % HOURS, "hour");
        if (hours < HOURS) {
            return rest;
        }
        return hours % HOURS == 0 ? days : days + " and " + rest;
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** When it was over; the end of its last window with evidence where nothing cleared it. */
    String over() {
        return episode.span()
                .resolved()
                .map(Wording::when)
                .orElseGet(() -> Wording.when(episode.span().last()));
    }
}
