package org.cxrwatch.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;

/** What may stand between news and people at one instant: silences, causes that they hear of anyway, and time. */
final class Barriers {

    /** What an episode is kept back by where it is time. */
    static final String COOLDOWN = "cooldown";

    private final Duration cooldown;
    private final Collection<Silence> silences;
    private final Inhibition inhibition;
    private final Map<AlertKey, Heard.Told> lastTold = new HashMap<>();
    private final Instant now;

    /**
     * One of them.
     *
     * @param kind in which way it keeps news back
     * @param by its name
     * @param text why people are not told, in words
     */
    record Barrier(Transition.Kind kind, String by, String text) {}

    Barriers(Duration cooldown, Collection<Episode> episodes, Collection<Silence> silences, Instant now) {
        this.cooldown = cooldown;
        this.silences = silences;
        this.inhibition = new Inhibition(episodes);
        this.now = now;
        episodes.stream()
                .sorted(Comparator.comparingInt(Episode::number))
                .forEach(episode -> episode.heard()
                        .told()
                        .ifPresent(told -> lastTold.merge(
                                episode.key(),
                                told,
                                (one, later) -> later.last().isBefore(one.last()) ? one : later)));
    }

    /** The first that stands before news of an episode. */
    Optional<Barrier> before(Episode episode, List<News> owed) {
        return silence(episode).or(() -> cause(episode, owed)).or(() -> time(episode, owed));
    }

    private Optional<Barrier> silence(Episode episode) {
        return silences.stream()
                .filter(silence -> silence.silences(episode.key(), episode.severity(), episode.caseId(), now))
                .min(Comparator.comparingLong(Silence::id))
                .map(silence -> new Barrier(
                        Transition.Kind.SUPPRESSED,
                        silence.toString(),
                        "Not told: " + silence + " by " + silence.terms().by() + " holds until "
                                + Wording.instant(silence.terms().until()) + ": "
                                + silence.terms().comment()));
    }

    private Optional<Barrier> cause(Episode episode, List<News> owed) {
        return isOf(owed, Transition.Kind.OPENED)
                ? inhibition
                        .cause(episode)
                        .map(cause -> new Barrier(
                                Transition.Kind.INHIBITED,
                                cause.key().toString(),
                                "Not told: " + cause.key() + " is open and may be its cause."))
                : Optional.empty();
    }

    private Optional<Barrier> time(Episode episode, List<News> owed) {
        return Optional.ofNullable(lastTold.get(episode.key()))
                .filter(told -> now.isBefore(told.last().plus(cooldown)))
                .filter(told -> !isOf(owed, Transition.Kind.RAISED)
                        && episode.severity().compareTo(told.severity()) <= 0)
                .map(told -> new Barrier(
                        Transition.Kind.HELD,
                        COOLDOWN,
                        "Not told before " + Wording.instant(told.last().plus(cooldown))
                                + ": people were told of the same alert at " + Wording.instant(told.last()) + "."));
    }

    private static boolean isOf(List<News> owed, Transition.Kind kind) {
        return owed.stream().anyMatch(item -> item.transition().kind() == kind);
    }
}
