package org.cxrwatch.port;

import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import org.cxrwatch.model.Arrival;

/** Opens the files of a source, one at a time. It travels to where the reading is done, so it is serializable. */
public interface RowReader extends Serializable {

    /**
     * The rows of a file, in order, and last of all one {@link ReadRow.OfFile}. A file that cannot be read to its end
     * gives that one only: no half of a bad file is taken.
     */
    Rows read(Portion portion);

    /** Rows, read as they are asked for. */
    interface Rows extends Iterator<ReadRow>, AutoCloseable {

        /** Closes the file; doing so twice does no harm. */
        @Override
        void close();
    }

    /**
     * What is to be read: a file as it was when it was planned, whatever was appended since.
     *
     * @param path relative to the source
     * @param kind what its lines are
     * @param size how many bytes
     * @param modified when it was last written
     * @param arrival when its rows became known
     */
    record Portion(String path, PlannedFile.Kind kind, long size, Instant modified, Arrival arrival)
            implements Serializable {}
}
