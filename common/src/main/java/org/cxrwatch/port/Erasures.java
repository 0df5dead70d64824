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
     * Notes that ids are being erased, before anything is. An erasure of one of these ids that was not finished is
     * taken up again: its days are kept with these. If it asked for none but these, it ends with this one, and of its
     * rows and these the more are kept, table by table: what it removed is no longer found. Else it stays unfinished,
     * with its rows, until its other ids are asked for again.
     *
     * @param request what is asked
     * @param days UTC days of their predictions, as far as these are still there
     * @param rows that name them, by table, as far as these are still there
     */
    Erasure begin(Request request, SortedSet<LocalDate> days, Map<String, Long> rows);

    /**
     * Notes that an erasure is done, and that the results of nights may rest on its days and can no longer be computed
     * again. These are all publications with a window that begins on the first of its days or later: a night rests on
     * the traffic of weeks before it, and on the labels of its baseline's days, too.
     *
     * @param number which
     * @param at when
     * @return publications that were marked
     */
    int finish(long number, Instant at);

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
     * @param rows to be removed, by table; removed, once it is done
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
