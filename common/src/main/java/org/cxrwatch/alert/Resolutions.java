package org.cxrwatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What people say is over. */
public final class Resolutions {

    private Resolutions() {}

    /**
     * Ends open episodes because somebody says that they are over. It is no news.
     *
     * @param episodes open ones
     * @param by who
     * @param comment why, in their words; may be empty
     * @param now when
     */
    public static RecordedNight byHand(Collection<Episode> episodes, String by, String comment, Instant now) {
        List<Episode> changed = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        String why = comment.isEmpty() ? "." : ": " + comment + (comment.endsWith(".") ? "" : ".");
        for (Episode episode : episodes) {
            ResolvedByHand event =
                    new ResolvedByHand(episode.key(), episode.span().last(), now);
            Episode after = episode.resolved(event);
            changed.add(after);
            transitions.add(Transition.by(
                    after,
                    Transition.Kind.RESOLVED,
                    now,
                    "Resolved by " + by + why + " Last found: " + episode.evidence(),
                    Handling.resolving(by, comment, event.last())));
        }
        return new RecordedNight(changed, transitions, List.of());
    }
}
