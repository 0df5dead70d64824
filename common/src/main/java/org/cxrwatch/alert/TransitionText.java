package org.cxrwatch.alert;

import java.time.Instant;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/** Puts a change of an episode's state into words: what, how much, where, since when. */
public final class TransitionText {

    private static final int NAMED_SYMPTOMS = 8;

    private TransitionText() {}

    /** The change of an episode that is as it is now, with its words. */
    public static Transition transition(Episode episode, Transition.Kind kind, Instant asOf) {
        String text = switch (kind) {
            case OPENED, RAISED, ACKNOWLEDGED, EXPIRED ->
                episode.evidence() + " Since " + since(episode) + symptoms(episode);
            case ESCALATED -> "Nobody has acknowledged it. " + episode.evidence() + " Since " + since(episode);
            case RESOLVED -> resolved(episode);
            case RETRACTED ->
                "What opened it no longer holds by what has arrived since. It had said: " + episode.evidence();
            case SUPPRESSED, INHIBITED, HELD, TOLD ->
                throw new IllegalArgumentException("What is " + kind.text() + " has words of its own.");
        };
        return Transition.of(episode, kind, asOf, text);
    }

    /** Whether a change would be told with the same windows of the episode as it is known now. */
    static boolean agrees(Transition said, Episode known) {
        if (said.handling().isPresent()) {
            return true;
        }
        return switch (said.kind()) {
            case OPENED, RAISED, EXPIRED, ESCALATED -> said.text().contains(" Since " + since(known));
            case RESOLVED -> known.span().resolved().isPresent() && said.text().equals(resolved(known));
            case ACKNOWLEDGED, RETRACTED, SUPPRESSED, INHIBITED, HELD, TOLD -> true;
        };
    }

    private static String resolved(Episode episode) {
        return episode.isUnwatched()
                ? episode.evidence()
                : "Over since " + over(episode) + "; it began " + since(episode) + " Last found: " + episode.evidence();
    }

    private static String since(Episode episode) {
        return Wording.when(episode.span().opened()) + ".";
    }

    private static String over(Episode episode) {
        return episode.span().resolved().map(Wording::when).orElseThrow();
    }

    private static String symptoms(Episode episode) {
        if (episode.symptoms().isEmpty()) {
            return "";
        }
        String named = episode.symptoms().stream()
                .sorted()
                .limit(NAMED_SYMPTOMS)
                .map(Slice::toString)
                .collect(Collectors.joining(", "));
        int more = episode.symptoms().size() - NAMED_SYMPTOMS;
        return " Because of it also moved: " + named + (more > 0 ? " and " + more + " more slices." : ".");
    }
}
