package org.cxrwatch.io.files;

import java.util.List;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** Reads files, each only if it can be read to its end. */
final class FileReader implements RowReader, RowReader.PortionReader {

    private static final long serialVersionUID = 1L;

    private final FileStore store;
    private final ReadingRules rules;

    /** Files of this store, read by these rules. */
    FileReader(FileStore store, ReadingRules rules) {
        this.store = store;
        this.rules = rules;
    }

    @Override
    public Reading open(Batch batch) {
        List<Portion> portions =
                batch.pieces().stream().map(piece -> Portion.of(batch, piece)).toList();
        return new FileReading(portions, this);
    }

    private record FileReading(List<Portion> portions, PortionReader reader) implements Reading {
        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void close() {
            // Each file is closed when it has been read.
        }
    }

    @Override
    public Rows read(Portion portion) {
        try {
            return rows(portion, store.fetch(portion));
        } catch (UnreadableFile why) {
            return putAside(why.getMessage());
        }
    }

    private Rows rows(Portion portion, FetchedFile file) {
        LogContents contents = new LogContents(portion, file);
        boolean whole = false;
        try {
            contents.readToItsEnd();
            Rows rows = new FileRows(contents, rules);
            whole = true;
            return rows;
        } catch (UnreadableFile why) {
            boolean mended = why.fault() == UnreadableFile.Fault.CONTENT;
            return putAside(why.getMessage() + (mended ? store.mending() : ""));
        } finally {
            if (!whole) {
                contents.close();
            }
        }
    }

    private static Rows putAside(String fault) {
        return Rows.of(List.of(new ReadRow.OfFile(0, 0, fault)));
    }
}
