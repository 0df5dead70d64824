package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The register of what was erased: when, why, by whom, how much; never whose. */
public interface Erasures {

    /** All ids that were erased, or are being. */
    ErasedIds ids();

    /**
     * Notes that ids are being erased, before anything is. An erasure of the same ids that was not finished is taken up
     * again: its days are kept with these.
     *
     * @param request what is asked
     * @param days UTC days of their predictions, as far as these are still there
     */
    Erasure begin(Request request, SortedSet<LocalDate> days);

    /**
     * Notes that an erasure is done, and that nights whose results rest on its days can no longer be computed again.
     *
     * @param number which
     * @param rows removed, by table
     * @param at when
     * @return publications that were marked
     */
    int finish(long number, Map<String, Long> rows, Instant at);

    /** All of them, the newest first. */
    List<Erasure> list();

    /**
     * What is asked.
     *
     * @param hashes of the ids
     * @param reason why
     * @param by who asks
     * @param at when
     */
    record Request(Set<String> hashes, String reason, String by, Instant at) {

        /** Copies the set. */
        public Request {
            hashes = Set.copyOf(hashes);
        }
    }

    /**
     * An erasure.
     *
     * @param number ascending
     * @param reason why
     * @param by who asked
     * @param at when
     * @param ids how many
     * @param days UTC days of the predictions
     * @param rows removed, by table
     * @param finishedAt when it was done; empty if it was cut short
     */
    record Erasure(
            long number,
            String reason,
            String by,
            Instant at,
            int ids,
            SortedSet<LocalDate> days,
            Map<String, Long> rows,
            Optional<Instant> finishedAt) {}
}
