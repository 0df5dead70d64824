package org.cxrwatch.notice;

import java.time.Duration;
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

    /** What is urgent and still there comes first. */
    static final Comparator<Told> WORST_FIRST = Comparator.comparing(Told::isLive)
            .thenComparing(Told::severity)
            .reversed()
            .thenComparing(told -> told.episode().key())
            .thenComparing(told -> told.episode().number());

    /** Whether it says that something is wrong, not that it is over or never was. */
    boolean isLive() {
        return kind != Transition.Kind.RESOLVED && kind != Transition.Kind.RETRACTED;
    }

    /** Whether it is over although it is told of for the first time. */
    boolean cameAndWent() {
        return isLive() && !episode.state().isOpen();
    }

    /** How long it lasted, by the windows with evidence. */
    String lasted() {
        Duration length = Duration.between(
                episode.span().opened().start(), episode.span().last().end());
        long days = length.toDays();
        long hours = length.toHours();
        return hours < 24
                ? hours + (hours == 1 ? " hour" : " hours")
                : days + (days == 1 ? " day" : " days")
                        + (hours % 24 == 0 ? "" : " and " + hours % 24 + (hours % 24 == 1 ? " hour" : " hours"));
    }

    /** When it was over; the end of its last window with evidence where nothing cleared it. */
    String over() {
        return episode.span()
                .resolved()
                .map(Wording::when)
                .orElseGet(() -> Wording.when(episode.span().last()));
    }
}
