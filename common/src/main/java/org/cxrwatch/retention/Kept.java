package org.cxrwatch.retention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What is kept for a time of its own. */
public enum Kept {
    /** Predictions, and what is known of each: corrections, deletions at the source, labels that were applied. */
    PREDICTIONS,
    /** Labels as they were said. */
    LABELS,
    /** Rows that could not be used. */
    REJECTS,
    /** What hosts logged. */
    SYSTEM_METRICS,
    /** Cells with their hours, arrivals and full precision. */
    FINE_CELLS,
    /** Scores in the lake. Those in the results database stay. */
    SCORES,
    /** Nights that can be evaluated again as they were known; it follows from the others and has no setting. */
    NIGHTS;

    /** Rows that are about one patient's image. */
    public static final Set<Kept> OF_PATIENTS = Set.of(PREDICTIONS, LABELS, REJECTS);

    /** Its name in settings and for people, e.g. {@code system-metrics}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** That of this name. */
    public static Kept of(String text) {
        return Arrays.stream(values())
                .filter(kept -> kept.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is nothing that is kept."));
    }
}
