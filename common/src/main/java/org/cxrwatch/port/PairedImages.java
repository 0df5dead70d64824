package org.cxrwatch.port;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.VersionCounts;

/** Counts images that two versions both scored from the rows: cells do not tell which answers are of one image. */
public interface PairedImages {

    /**
     * Counts. Of an image that a version scored on several days the latest answer counts, of a day's the one that
     * metrics count. Its label is the one that holds for either answer; of two that differ the stronger.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the lake cannot be read
     */
    Found count(Query query);

    /**
     * Which images.
     *
     * @param first the version compared with
     * @param second the version that is looked at
     * @param from the first instant of both answers
     * @param to the first instant after them
     * @param asOf only answers and labels that had arrived and were not yet replaced or withdrawn by then
     * @param positiveClass the class that is positive
     */
    record Query(String first, String second, Instant from, Instant to, Instant asOf, String positiveClass) {

        /** Refuses a version that is compared with itself. */
        public Query {
            if (first.equals(second)) {
                throw new IllegalArgumentException("Images are paired of two versions, got " + first + " twice.");
            }
        }
    }

    /**
     * What was found. An image lies in the slices that the second version's answer names; slices without labelled
     * images are left out.
     *
     * @param images that both scored, labelled or not
     * @param labelled what both said of those that are labelled
     */
    record Found(long images, SortedMap<Slice, VersionCounts.Paired> labelled) {

        /** No images. */
        public static final Found NONE = new Found(0, Collections.emptySortedMap());

        /** Copies the map. */
        public Found {
            labelled = sorted(labelled);
        }

        private static SortedMap<Slice, VersionCounts.Paired> sorted(Map<Slice, VersionCounts.Paired> counts) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }
}
