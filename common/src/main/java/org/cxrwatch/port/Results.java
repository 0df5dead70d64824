package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.notice.Message;

/** The results database: what was published, and the one transaction that publishes. */
public interface Results {

    /**
     * The publication that was begun and never committed, else a new one, recorded in a transaction of its own. Whoever
     * takes up an old one publishes for its nights, so that what the lake already holds of it is what it would hold.
     */
    Publication begin(List<Instant> nights);

    /**
     * Keeps of each night only the rows that differ from what was known at its instant, with their revision numbers.
     */
    List<RevisedNight> revise(List<NightResults> nights);

    /** Publishes: revisions, alerts, messages and the ledger states of the batches, all or nothing. */
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
     */
    record AlertBook(
            Checkpoint checkpoint, List<Episode> episodes, List<Transition> transitions, List<Message> messages) {

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
}
