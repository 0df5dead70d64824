package org.cxrwatch.port;

import java.util.List;
import java.util.Map;

/**
 * A night's results of which only what changed is left.
 *
 * @param rows what changed
 * @param revisions the revision number of every row in it
 */
public record RevisedNight(NightResults rows, Map<Object, Integer> revisions) {

    /** Copies the map. */
    public RevisedNight {
        revisions = Map.copyOf(revisions);
    }

    /** The revision number of a row of {@link #rows}. */
    public int revisionOf(Object row) {
        return revisions.get(row);
    }

    /** How many rows changed. */
    public int size() {
        return List.of(
                        rows.metrics(),
                        rows.measures(),
                        rows.subjects(),
                        rows.verdicts(),
                        rows.hosts(),
                        rows.distributions())
                .stream()
                .mapToInt(List::size)
                .sum();
    }
}
