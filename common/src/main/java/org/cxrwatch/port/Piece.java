package org.cxrwatch.port;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What a batch reads in one go: a version of a file, or a range of a database table.
 *
 * @param path of the file relative to the source's folder, or name of the table
 * @param kind what its rows are
 * @param bytes which of its bytes
 * @param version what tells one content from another, such as an object's etag; empty if only size and time do
 * @param modified when it was last written; of a table, when it was looked at
 * @param namedDay the date in its name, if there is one
 */
public record Piece(
        String path, Kind kind, Bytes bytes, String version, Instant modified, Optional<LocalDate> namedDay) {

    /** What the rows of a piece are. */
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

    /**
     * A range of bytes.
     *
     * @param offset where it begins
     * @param size how many
     * @param whole how many there were in all when the first of them were read; more follow if this is not the end
     */
    public record Bytes(long offset, long size, long whole) implements Serializable {

        /** All of so many. */
        public static Bytes all(long size) {
            return new Bytes(0, size, size);
        }

        /** Where it ends. */
        public long end() {
            return offset + size;
        }
    }

    /**
     * Whether both are of one content: of one size and, where contents have versions, of one version, else of one time
     * of change. An object's time is that of its upload, which a copy of the bucket does not keep.
     */
    public boolean sameContent(Piece other) {
        return bytes.equals(other.bytes)
                && version.equals(other.version)
                && (!version.isEmpty() || modified.equals(other.modified));
    }
}
