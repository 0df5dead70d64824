package org.cxrwatch.io.postgres.source;

import java.util.Optional;
import org.cxrwatch.port.Piece;

/**
 * What tells one state of a table from another: the file it is stored in, which changes when it is written anew, and
 * the row that was written last of those on its last pages. A database that was set back lacks that row, or has it as
 * it was before, even if its transactions have come as far as before again.
 *
 * @param file the table's file
 * @param newest the row; empty if none is known
 */
record TableVersion(String file, Optional<Newest> newest) {

    private static final String SEPARATOR = " ";

    /**
     * A row.
     *
     * @param xid the last 32 bits of the transaction that wrote it
     * @param id hash of its key: the key itself stays in the lake
     */
    record Newest(long xid, String id) {}

    /** A table without a row that is known. */
    static TableVersion of(String file) {
        return new TableVersion(file, Optional.empty());
    }

    /** The version that a piece was planned with. */
    static TableVersion of(Piece piece) {
        String[] parts = piece.version().split(SEPARATOR, 3);
        return parts.length < 3
                ? of(piece.version())
                : new TableVersion(parts[0], Optional.of(new Newest(Long.parseLong(parts[1]), parts[2])));
    }

    /** As the ledger keeps it. */
    String text() {
        return newest.map(row -> file + SEPARATOR + row.xid() + SEPARATOR + row.id())
                .orElse(file);
    }

    /** Whether a piece was planned of the same file. */
    boolean isFileOf(Piece piece) {
        return of(piece).file().equals(file);
    }
}
