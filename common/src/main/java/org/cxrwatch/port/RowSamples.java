package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.cxrwatch.multivariate.RowSample;

/** Draws answers of two sides from the rows, for what summaries cannot tell. */
public interface RowSamples {

    /**
     * Draws at random, but the same rows whenever they are drawn: those of the smallest hash of identity and seed,
     * whatever their order and place.
     */
    Drawn draw(Query query);

    /**
     * What is drawn: successful answers, one an image and day, as they were known at an instant.
     *
     * @param window whose answers are looked at
     * @param baseline whose answers they are compared with
     * @param asOf only what had arrived and was not yet replaced by then
     * @param seed another seed draws others
     */
    record Query(Period window, Days baseline, Instant asOf, long seed) {}

    /**
     * A period of a version.
     *
     * @param modelVersion whose answers
     * @param from first instant
     * @param to the first instant after it
     * @param limit most rows that are drawn
     */
    record Period(String modelVersion, Instant from, Instant to, int limit) {}

    /**
     * Days of a version.
     *
     * @param modelVersion whose answers
     * @param days which, UTC
     * @param limitOfDay most rows that are drawn of a day
     */
    record Days(String modelVersion, Set<LocalDate> days, int limitOfDay) {

        /** Copies the set. */
        public Days {
            days = Set.copyOf(days);
        }
    }

    /**
     * What was drawn, each side in the order of its hashes.
     *
     * @param baseline of the baseline
     * @param window of the window
     */
    record Drawn(RowSample baseline, RowSample window) {}
}
