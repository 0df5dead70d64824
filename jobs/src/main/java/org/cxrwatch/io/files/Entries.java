package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.cxrwatch.log.RejectedRow;

/** The rows of one file, as they stand in it, one after the other; no more than a few are held. */
interface Entries extends Closeable {

    /** Whether somebody may still be writing the file. */
    enum Growth {
        /** It may grow: its last line can be half-written. */
        MAY_GROW,
        /** It was closed by whoever wrote it. */
        CLOSED
    }

    /**
     * The next one; empty at the end.
     *
     * @throws IOException if the file cannot be read any further
     * @throws UnreadableFile the same, if it is known why
     */
    Optional<Entry> next() throws IOException, UnreadableFile;

    /** Once at the end: the length of a half-written last line, in bytes. */
    long waitingBytes();

    /** A row. */
    interface Entry {

        /** Where it begins: a line, or the row's number, from 1. */
        long line();

        /**
         * Its values by name.
         *
         * @throws RejectedRow if it is no row
         */
        JsonNode values() throws RejectedRow;

        /** The row as text, at least its first 2,000 characters. */
        String raw();
    }
}
