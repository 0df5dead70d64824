package org.cxrwatch.alert;

import java.time.Instant;
import org.cxrwatch.window.Window;

/**
 * One time that an alert was open, as the windows known now say; when which night knew it is the register's business.
 *
 * @param key what it is about
 * @param found severity, span and evidence; firing or resolved
 */
public record Occurrence(AlertKey key, Track.Current found) {

    /** Whether it is still open. */
    boolean isOpen() {
        return found.state().isOpen();
    }

    /** Whether the windows of its evidence and those of an episode have an instant in common. */
    boolean overlaps(Episode episode) {
        return start(found.span()).isBefore(end(episode.span()))
                && start(episode.span()).isBefore(end(found.span()));
    }

    /** The latest window with evidence. */
    Window last() {
        return found.span().last();
    }

    private static Instant start(Episode.Span span) {
        return span.opened().start();
    }

    private static Instant end(Episode.Span span) {
        return span.last().end();
    }
}
