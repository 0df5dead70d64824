package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Whole files as they were listed. */
public final class Pieces {

    private Pieces() {}

    /** One without a version of its content. */
    public static Piece file(String path, Piece.Kind kind, long size, Instant modified, Optional<LocalDate> namedDay) {
        return new Piece(path, kind, Piece.Bytes.all(size), "", modified, namedDay);
    }
}
