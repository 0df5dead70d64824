package org.cxrwatch.alert;

import java.time.Instant;
import java.util.Optional;
import org.cxrwatch.window.Window;

/**
 * Somebody said that an alert is over: an event of the fold. Windows that began before it, and were not the reason for
 * the episode, count for nothing; evidence in a window that begins afterwards opens the next episode.
 *
 * @param key of which alert
 * @param last the latest window with evidence then
 * @param at when
 */
public record ResolvedByHand(AlertKey key, Window last, Instant at) {

    /** What a transition says; empty if no person resolved anything in it. */
    public static Optional<ResolvedByHand> of(Transition transition) {
        return transition.kind() != Transition.Kind.RESOLVED
                ? Optional.empty()
                : transition
                        .handling()
                        .flatMap(Handling::last)
                        .map(last -> new ResolvedByHand(transition.key(), last, transition.asOf()));
    }

    /** The window of the alert's kind in which it was said: it stands where else the window that cleared it does. */
    Window window() {
        return Window.containing(key.window(), at);
    }

    /** Whether a window of this alert counts for nothing. */
    boolean covers(Window window) {
        return window.start().isAfter(last.start()) && window.start().isBefore(at);
    }
}
