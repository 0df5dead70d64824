package org.cxrwatch.io.files;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** Reads the files of a folder, each only if it can be read to its end. */
public final class FolderReader implements RowReader, RowReader.PortionReader {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final ReadingRules rules;

    /** Files below this folder, read by these rules. */
    public FolderReader(Path folder, ReadingRules rules) {
        this.folder = folder.toAbsolutePath().toString();
        this.rules = rules;
    }

    @Override
    public Reading open(Batch batch) {
        List<Portion> portions =
                batch.pieces().stream().map(piece -> Portion.of(batch, piece)).toList();
        return new FolderReading(portions, this);
    }

    private record FolderReading(List<Portion> portions, PortionReader reader) implements Reading {
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
        StoredFile file = new StoredFile(Path.of(folder), portion);
        String fault = file.fault();
        return fault.isEmpty() ? new FileRows(file, portion, rules) : new PutAside(fault);
    }

    private static final class PutAside implements Rows {

        private final Iterator<ReadRow> rows;

        PutAside(String fault) {
            this.rows = List.<ReadRow>of(new ReadRow.OfFile(0, 0, fault)).iterator();
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public ReadRow next() {
            return rows.next();
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
