package org.cxrwatch.port;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;

/** The predictions that somebody holds, counted and by key, so that two holders can be compared. */
public interface SourceRows {

    /**
     * Counts predictions by day and version, each identity once.
     *
     * @param days by the source's own clock
     */
    SortedMap<OfDay, Tally> tallies(XidWindow.Days days);

    /** The predictions of a day and version, by key; bounded by how many there are. */
    Map<Key, Row> rows(OfDay of);

    /**
     * A day's predictions of a version.
     *
     * @param day by the source's own clock
     * @param modelVersion the version
     */
    record OfDay(LocalDate day, String modelVersion) implements Comparable<OfDay> {

        @Override
        public int compareTo(OfDay other) {
            int byDay = day.compareTo(other.day);
            return byDay != 0 ? byDay : modelVersion.compareTo(other.modelVersion);
        }
    }

    /**
     * How many, and which.
     *
     * @param rows how many
     * @param keys sum over all of the first 60 bits of the MD5 of {@code id|version}: the same for the same
     *     predictions, whatever their order
     */
    record Tally(long rows, BigInteger keys) {}

    /**
     * What tells a prediction from others of its version.
     *
     * @param predictionId of the image
     * @param at when, to the millisecond
     */
    record Key(String predictionId, Instant at) {}

    /**
     * Where a prediction is from.
     *
     * @param source whose row
     * @param rowId the source's own key of it; empty if it has none
     * @param due whether it was to be taken by now: one that was written or changed since may be missing
     */
    record Row(String source, String rowId, boolean due) {}
}
