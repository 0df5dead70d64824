package org.cxrwatch.port;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.retention.Kept;

/**
 * Keeps the lake's tables small and quick. Every step may be broken off anywhere and done again, and readers read on
 * meanwhile: files go only when no version that is kept names them.
 */
public interface Upkeep {

    /** What is due, of every table that there is, by name. Changes nothing. */
    List<OfTable> survey(Terms terms);

    /** Whether the lake holds any label. */
    boolean holdsLabels();

    /** Deletes rows of days before these; tables that follow predictions lose theirs some days later. */
    void expire(Map<Kept, LocalDate> before);

    /** Merges small files, deletes files and log entries that only older versions name. */
    void tidy(Terms terms);

    /**
     * What is kept.
     *
     * @param firstKept the first day that is kept, of everything that expires
     * @param keepVersions how long a version of a table can be read after it was replaced
     * @param now when
     */
    record Terms(Map<Kept, LocalDate> firstKept, Duration keepVersions, Instant now) {
        /** Copies the map. */
        public Terms {
            firstKept = Map.copyOf(firstKept);
        }
    }

    /**
     * So much of a table.
     *
     * @param days folders of days
     * @param rows rows in them
     * @param files data files
     * @param bytes their size
     */
    record Amount(long days, long rows, long files, long bytes) {
        /** Nothing. */
        public static final Amount NONE = new Amount(0, 0, 0, 0);

        /** Whether there is nothing. */
        public boolean isNone() {
            return files == 0;
        }

        /** Both. */
        public Amount plus(Amount other) {
            return new Amount(days + other.days, rows + other.rows, files + other.files, bytes + other.bytes);
        }
    }

    /**
     * What is due of a table.
     *
     * @param table its name
     * @param expiresWith by what its days expire; empty if they never do
     * @param held all it holds
     * @param expired what has expired
     * @param scattered days of many small files, which are to be merged
     * @param unused files that no version that is kept names
     * @param versions entries of its log that are older than versions are kept
     */
    record OfTable(
            String table,
            Optional<Kept> expiresWith,
            Amount held,
            Amount expired,
            Amount scattered,
            Amount unused,
            long versions) {

        /** Whether nothing is due. */
        public boolean isTidy() {
            return expired.isNone() && scattered.isNone() && unused.isNone() && versions == 0;
        }
    }
}
