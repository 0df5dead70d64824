package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.ResolvedByHand;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Silence;

/** The results database: what was published, and the one transaction that publishes. */
public interface Results {

    /**
     * The publication that was begun and never committed, else a new one, recorded in a transaction of its own. Whoever
     * takes up an old one publishes for its nights, so that what the lake already holds of it is what it would hold.
     * Nights are kept to the microsecond.
     */
    Publication begin(List<Instant> nights);

    /**
     * Keeps of each night only the rows that differ from what was known at its instant, with their revision numbers.
     */
    List<RevisedNight> revise(List<NightResults> nights);

    /**
     * Publishes: revisions, alerts, messages and the ledger states of the batches, all or nothing. What people did to
     * an episode since {@link #alerts()} was read here stays, as {@link org.cxrwatch.alert.Meanwhile} says.
     */
    void commit(Publication publication, List<RevisedNight> nights, AlertBook alerts, Set<Long> evaluatedBatches);

    /** The latest instant of a night that was published; empty before the first. */
    Optional<Instant> publishedThrough();

    /** The checkpoint and all episodes, as present. */
    AlertBook alerts();

    /**
     * One publication.
     *
     * @param number from 1, ascending; the transaction number of what it appends to the lake
     * @param nights as of when, ascending
     */
    record Publication(long number, List<Instant> nights) {

        /** Copies the list. */
        public Publication {
            nights = List.copyOf(nights);
        }
    }

    /**
     * The alerts: as stored when read, as they shall be when committed.
     *
     * @param checkpoint the sealed tracks
     * @param episodes every episode whose state is known; on commit, those to insert or replace
     * @param transitions on commit, what changed; empty when read
     * @param messages on commit, what to tell whom; empty when read
     * @param people what people said of alerts; not looked at on commit
     */
    record AlertBook(
            Checkpoint checkpoint,
            List<Episode> episodes,
            List<Transition> transitions,
            List<Message> messages,
            Said people) {

        /** Where people said nothing. */
        public AlertBook(
                Checkpoint checkpoint, List<Episode> episodes, List<Transition> transitions, List<Message> messages) {
            this(checkpoint, episodes, transitions, messages, Said.NOTHING);
        }

        /** Nothing to change. */
        public static AlertBook unchanged() {
            return new AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of());
        }

        /** Copies the lists. */
        public AlertBook {
            episodes = List.copyOf(episodes);
            transitions = List.copyOf(transitions);
            messages = List.copyOf(messages);
        }
    }

    /**
     * What people said of alerts so far.
     *
     * @param over which they said were over, in the order of saying
     * @param silences of which they asked not to be told, by number
     */
    record Said(List<ResolvedByHand> over, List<Silence> silences) {

        /** Nothing. */
        public static final Said NOTHING = new Said(List.of(), List.of());

        /** Copies the lists. */
        public Said {
            over = List.copyOf(over);
            silences = List.copyOf(silences);
        }

        /** What of it was said by an instant. */
        public Said asOf(Instant instant) {
            return new Said(
                    over.stream().filter(event -> !event.at().isAfter(instant)).toList(), silences);
        }
    }
}
