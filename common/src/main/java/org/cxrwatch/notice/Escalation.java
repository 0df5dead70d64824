package org.cxrwatch.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;

/**
 * Decides when somebody else has to be told because nobody said that they have it in hand. It happens once an episode
 * and severity, of what is critical or worse, fires, is not kept back, and was told at that severity long enough ago.
 * Whoever acknowledged it is left in peace until the acknowledgement expires, from when on the time counts anew. What
 * was never told, such as what a backfill found, is not escalated.
 */
public final class Escalation {

    private final Duration after;
    private final List<Receiver> receivers;

    /**
     * An escalation.
     *
     * @param after how long somebody may take to acknowledge
     * @param receivers who is told then; none if those told before are told again
     */
    public Escalation(Duration after, List<Receiver> receivers) {
        this.after = after;
        this.receivers = List.copyOf(receivers);
    }

    /** Whether an episode may ever be escalated as it stands: others need no look at their history. */
    public static boolean concerns(Episode episode) {
        return episode.state() == AlertState.FIRING
                && episode.heard().held().isEmpty()
                && episode.severity().compareTo(AlertSeverity.CRITICAL) >= 0;
    }

    /**
     * Whether an episode is escalated now.
     *
     * @param episode as it stands
     * @param told the messages that told of it
     * @param history what changed of its alert
     */
    public Optional<News> decide(
            Episode episode, Collection<Message> told, Collection<Transition> history, Instant now) {
        boolean done = history.stream()
                .anyMatch(change -> change.kind() == Transition.Kind.ESCALATED
                        && change.episode() == episode.number()
                        && change.severity().compareTo(episode.severity()) >= 0);
        if (!concerns(episode) || done) {
            return Optional.empty();
        }
        return toldAt(episode, told)
                .map(at -> latest(at, inHandUntil(episode, history)))
                .filter(since -> !since.plus(after).isAfter(now))
                .map(since -> new News(Transition.escalated(episode, now), episode));
    }

    /** Who is told of an episode that is escalated. */
    public Collection<Receiver> receivers(Collection<Message> told) {
        if (!receivers.isEmpty()) {
            return receivers;
        }
        Set<Receiver> before = new LinkedHashSet<>();
        told.stream()
                .filter(Message::isOfNews)
                .forEach(message ->
                        before.add(new Receiver(message.receiver(), message.channel(), AlertSeverity.CRITICAL)));
        return before;
    }

    /** When it was first decided to tell of it, at least as urgently as it stands. */
    private static Optional<Instant> toldAt(Episode episode, Collection<Message> told) {
        return told.stream()
                .filter(Message::isOfNews)
                .filter(message -> message.notice().cases().stream()
                        .flatMap(news -> news.alerts().stream())
                        .anyMatch(alert -> alert.episodeId().equals(episode.id())
                                && alert.severity().compareTo(episode.severity()) >= 0))
                .map(Message::asOf)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> inHandUntil(Episode episode, Collection<Transition> history) {
        return history.stream()
                .filter(change -> change.episode() == episode.number() && change.kind() == Transition.Kind.EXPIRED)
                .map(Transition::asOf)
                .max(Comparator.naturalOrder());
    }

    private static Instant latest(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }
}
