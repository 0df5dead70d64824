package org.cxrwatch.port;

import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.cxrwatch.model.Arrival;

/** Reads the rows of a source. */
public interface RowReader {

    /**
     * Makes ready to read a batch: what is read through the same reading is read from one state of the source.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the source does not answer, or is another one than planned for
     */
    Reading open(Batch batch);

    /** A batch that is being read. */
    interface Reading extends AutoCloseable {

        /** What can be read apart, by anybody, in any order. */
        List<Portion> portions();

        /** Reads one of them, wherever it is taken to. */
        PortionReader reader();

        /** How many of them may be read at the same time. */
        int most();

        @Override
        void close();
    }

    /** Opens portions, one at a time. It travels to where the reading is done. */
    interface PortionReader extends Serializable {

        /**
         * The rows of a portion, in order, and last of all one {@link ReadRow.OfFile}. A file that cannot be read to
         * its end gives that one only: no half of a bad file is taken.
         */
        Rows read(Portion portion);
    }

    /** Rows, read as they are asked for. */
    interface Rows extends Iterator<ReadRow>, AutoCloseable {

        /** Rows that are at hand, so that there is nothing to close. */
        static Rows of(List<ReadRow> rows) {
            Iterator<ReadRow> each = rows.iterator();
            return new Rows() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public ReadRow next() {
                    return each.next();
                }

                @Override
                public void close() {
                    // Nothing was opened.
                }
            };
        }

        /** Closes the file; doing so twice does no harm. */
        @Override
        void close();
    }

    /**
     * What is to be read: a piece, or part of one, as it was when it was planned, whatever was appended since.
     *
     * @param path of the piece
     * @param kind what its rows are
     * @param bytes which of its bytes
     * @param version of the piece; empty if it has none
     * @param modified when it was last written
     * @param arrival when its rows became known
     */
    record Portion(String path, Piece.Kind kind, Piece.Bytes bytes, String version, Instant modified, Arrival arrival)
            implements Serializable {

        /** A piece of a batch, whole. */
        public static Portion of(Batch batch, Piece piece) {
            return new Portion(
                    piece.path(),
                    piece.kind(),
                    piece.bytes(),
                    piece.version(),
                    piece.modified(),
                    batch.arrivalOf(piece));
        }
    }
}
