package org.cxrwatch.io.files;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** Reads the files of a folder, each only if it can be read to its end. */
public final class FolderReader implements RowReader {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final ReadingRules rules;

    /** Files below this folder, read by these rules. */
    public FolderReader(Path folder, ReadingRules rules) {
        this.folder = folder.toAbsolutePath().toString();
        this.rules = rules;
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
