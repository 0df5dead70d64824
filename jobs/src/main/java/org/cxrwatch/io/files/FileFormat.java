package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.cxrwatch.log.LogShape;

/** How rows are written in a file. */
enum FileFormat {
    /** A JSON object a line. */
    JSON_LINES {
        @Override
        Entries entries(LogContents contents) throws IOException {
            return new JsonLines(contents.text(), contents.growth());
        }
    },
    /** Cells between commas, below the names of the columns. */
    CSV {
        @Override
        LogShape shape() {
            return LogShape.CSV;
        }

        @Override
        Entries entries(LogContents contents) throws IOException, UnreadableFile {
            return CsvRecords.open(contents.text(), contents.growth(), shape().required(contents.kind()));
        }
    },
    /** Apache Parquet. It is whole or no Parquet at all. */
    PARQUET {
        @Override
        Entries entries(LogContents contents) throws IOException, UnreadableFile {
            return ParquetRows.open(contents.whole(), shape().required(contents.kind()));
        }

        @Override
        void readToItsEnd(LogContents contents) throws IOException, UnreadableFile {
            try (Entries entries = entries(contents)) {
                while (entries.next().isPresent()) {
                    // Pages are checked as they are met.
                }
            }
        }
    };

    /** How its values are named and meant. */
    LogShape shape() {
        return LogShape.FILE;
    }

    /** The rows. */
    abstract Entries entries(LogContents contents) throws IOException, UnreadableFile;

    /** Finds what would only be found on the way, after rows were taken. */
    void readToItsEnd(LogContents contents) throws IOException, UnreadableFile {
        entries(contents).close();
        try (InputStream text = contents.text()) {
            text.transferTo(OutputStream.nullOutputStream());
        }
    }
}
