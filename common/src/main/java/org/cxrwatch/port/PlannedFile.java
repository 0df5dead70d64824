package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * One version of a file, as listed.
 *
 * @param path relative to the source's folder
 * @param kind what its lines are
 * @param size bytes
 * @param modified when it was last written
 * @param namedDay the date in its name, if there is one
 */
public record PlannedFile(String path, Kind kind, long size, Instant modified, Optional<LocalDate> namedDay) {

    /** What a file's lines are. */
    public enum Kind {
        /** Predictions. */
        PREDICTION,
        /** Label events. */
        LABEL,
        /** System metrics. */
        SYSTEM;

        /** As tables and counts write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What {@link #text} wrote. */
        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
