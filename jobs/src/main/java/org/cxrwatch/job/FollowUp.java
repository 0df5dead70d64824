package org.cxrwatch.job;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Acknowledgements;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Digest;
import org.cxrwatch.notice.Escalation;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.NightNumbers;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.FollowUps;
import org.cxrwatch.port.Outbox;

/**
 * What time brings about between publications: nights that failed or are late, messages that were given up,
 * acknowledgements that end, news that is not kept back any longer, alerts that nobody acknowledged, and once a week
 * what is open. All of it is recorded in one transaction with the messages that
 * tell of it; done twice, it finds nothing more.
 */
public final class FollowUp {

    private final Stores stores;
    private final Terms terms;
    private final Routing routing;
    private final Announcement announcement;

    /**
     * Where it reads and writes.
     *
     * @param followUps when it was done before, and where it is recorded
     * @param alertLog what is known of alerts
     * @param outbox what was told whom
     */
    public record Stores(FollowUps followUps, AlertLog alertLog, Outbox outbox) {}

    /**
     * What is followed up when.
     *
     * @param escalateAfter how long somebody may take to acknowledge
     * @param digest on which day of the week a digest is due; empty for none
     * @param lateAfter how long ago the last night that succeeded may be
     * @param cooldown people are told of the same alert again at the earliest after this time
     */
    public record Terms(Duration escalateAfter, Optional<DayOfWeek> digest, Duration lateAfter, Duration cooldown) {}

    /** Follows up on these terms, and tells whom the routing names. */
    public FollowUp(Stores stores, Terms terms, Routing routing, Telling telling) {
        this.stores = stores;
        this.terms = terms;
        this.routing = routing;
        this.announcement = new Announcement(routing, telling);
    }

    /** Follows up as of now, by the clock of the store. */
    public Result run(NightWork work) {
        return new Result(stores.followUps().decide(seen -> decide(seen, work)));
    }

    private AlertDesk.Decided decide(FollowUps.Seen seen, NightWork work) {
        Known known = new Known(seen.present());
        List<Message> messages = new ArrayList<>(failures(known, work));
        messages.addAll(released(known));
        messages.addAll(escalations(known));
        messages.addAll(digests(known, work, seen.last()));
        return new AlertDesk.Decided(known.changed(), known.transitions(), messages);
    }

    /** Told at once whatever was told just before, as nobody looks after what is not looked after itself. */
    private List<Message> failures(Known known, NightWork work) {
        RecordedNight found = new RunFailures(terms.lateAfter()).record(known.episodes(), work, known.now());
        known.add(found);
        List<News> told = known.pass(new Gate(Duration.ZERO), FollowUp::isOperational, found.news());
        Set<String> dead =
                work.givenUp().stream().map(NightWork.GivenUp::receiver).collect(Collectors.toSet());
        return announcement.messages(Message.Purpose.ALERT, told, known.background(), news -> reachable(news, dead));
    }

    /** Acknowledgements that ended, and what was kept back and is not any longer. */
    private List<Message> released(Known known) {
        RecordedNight expired = Acknowledgements.expired(known.episodes(), known.now());
        known.add(expired);
        return announcement.messages(
                known.pass(new Gate(terms.cooldown()), episode -> !isOperational(episode), expired.news()),
                known.background());
    }

    private static boolean isOperational(Episode episode) {
        return episode.key().type().isOperational();
    }

    /** That somebody could not be reached is told whoever else can be. */
    private Collection<Receiver> reachable(News news, Set<String> dead) {
        List<Receiver> routed = routing.receivers(news.transition());
        if (!RunFailures.isOfMessages(news.transition().key())) {
            return routed;
        }
        Set<Receiver> others = Stream.of(routed, routing.everybody(), routing.escalation())
                .flatMap(List::stream)
                .filter(receiver -> !dead.contains(receiver.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return others.isEmpty() ? routed : others;
    }

    private List<Message> escalations(Known known) {
        Escalation escalation = new Escalation(terms.escalateAfter(), routing.escalation());
        Map<News, Collection<Receiver>> receivers = new HashMap<>();
        for (Episode episode : known.episodes()) {
            if (Escalation.concerns(episode) && !known.isSilenced(episode)) {
                List<Message> told = stores.outbox().telling(episode.key(), episode.number());
                List<Transition> history = new ArrayList<>(
                        stores.alertLog().transitions(episode.key().toString()));
                history.addAll(known.transitionsOf(episode.key()));
                escalation
                        .decide(episode, told, history, known.now())
                        .ifPresent(news -> receivers.put(news, escalation.receivers(told)));
            }
        }
        known.escalated(receivers.keySet());
        return announcement.messages(
                Message.Purpose.ESCALATION, receivers.keySet(), known.background(), receivers::get);
    }

    private List<Message> digests(Known known, NightWork work, Optional<Instant> last) {
        return terms.digest()
                .filter(day -> Digest.isDue(day, last, known.now()))
                .map(day -> new Digest(routing, announcement)
                        .messages(new Digest.Known(known.episodes(), work.givenUp(), this::isUnsaid), day, known.now()))
                .orElse(List.of());
    }

    /** Whether no message says that an episode is over. */
    private boolean isUnsaid(Episode episode) {
        return stores.outbox().telling(episode.key(), episode.number()).stream()
                .filter(message -> message.purpose() == Message.Purpose.ALERT)
                .flatMap(message -> message.notice().cases().stream())
                .flatMap(told -> told.alerts().stream())
                .noneMatch(alert ->
                        alert.episodeId().equals(episode.id()) && alert.kind().isOver());
    }

    /** The episodes as they come to stand, and what changed of them. */
    private static final class Known {

        private final Map<Episode.Id, Episode> episodes = new LinkedHashMap<>();
        private final Map<Episode.Id, Episode> changed = new LinkedHashMap<>();
        private final List<Transition> transitions = new ArrayList<>();
        private final AlertDesk.Present present;

        Known(AlertDesk.Present present) {
            this.present = present;
            present.episodes().forEach(episode -> episodes.put(episode.id(), episode));
        }

        /** What is recorded; what was scored is the night's business. */
        Background background() {
            return Background.of(episodes.values(), NightNumbers.NONE);
        }

        Instant now() {
            return present.now();
        }

        boolean isSilenced(Episode episode) {
            return present.silences().stream()
                    .anyMatch(silence ->
                            silence.silences(episode.key(), episode.severity(), episode.caseId(), present.now()));
        }

        void add(RecordedNight recorded) {
            put(recorded.episodes());
            transitions.addAll(recorded.transitions());
        }

        private void put(List<Episode> some) {
            some.forEach(episode -> {
                episodes.put(episode.id(), episode);
                changed.put(episode.id(), episode);
            });
        }

        /** What of the news people are told, of alerts of this kind. */
        List<News> pass(Gate gate, Predicate<Episode> kind, List<News> news) {
            List<Episode> some = episodes().stream().filter(kind).toList();
            Gate.Passed passed = gate.pass(some, news, present.silences(), present.now());
            put(passed.episodes());
            transitions.addAll(passed.transitions());
            return passed.told();
        }

        void escalated(Collection<News> news) {
            news.stream().map(News::transition).forEach(transitions::add);
        }

        List<Episode> episodes() {
            return List.copyOf(episodes.values());
        }

        List<Episode> changed() {
            return List.copyOf(changed.values());
        }

        List<Transition> transitions() {
            return List.copyOf(transitions);
        }

        /** What has just changed of an alert, which its history does not hold yet. */
        List<Transition> transitionsOf(AlertKey key) {
            return transitions.stream()
                    .filter(change -> change.key().equals(key))
                    .toList();
        }
    }

    /**
     * What a follow-up came to.
     *
     * @param transitions what changed
     * @param messages that were decided
     */
    public record Result(List<Transition> transitions, List<Message> messages) {

        /** Copies the lists. */
        public Result {
            transitions = List.copyOf(transitions);
            messages = List.copyOf(messages);
        }

        private Result(AlertDesk.Decided decided) {
            this(decided.transitions(), decided.messages());
        }

        /** Whether time had brought nothing about. */
        public boolean isEmpty() {
            return transitions.isEmpty() && messages.isEmpty();
        }

        /** What happened, in a sentence; empty if nothing did. */
        public String sentence() {
            if (isEmpty()) {
                return "";
            }
            String changes = transitions.isEmpty()
                    ? "No alert changed"
                    : transitions.size() == 1 ? "1 alert changed" : transitions.size() + " alerts changed";
            return changes + " by the time that has gone by.";
        }

        /** What changed, a line each; empty if nothing did. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            transitions.forEach(change -> lines.add("  " + change.kind().text() + "  "
                    + change.severity().text() + "  " + change.key() + ": "
                    + change.text()));
            if (messages.stream().anyMatch(message -> message.purpose() == Message.Purpose.DIGEST)) {
                lines.add("  the digest of the week was written");
            }
            return lines;
        }
    }
}
