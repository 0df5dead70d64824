package org.cxrwatch.io.files;

/** Follows RFC 4180's quotes over the bytes of a record, to know whether a line's end is one of the record's. */
final class CsvQuotes {

    private At at = At.CELL_START;

    private enum At {
        CELL_START,
        PLAIN_CELL,
        QUOTED_CELL,
        AFTER_QUOTE
    }

    /** Reads the next of the record's bytes. */
    void read(byte[] bytes) {
        for (byte next : bytes) {
            at = after(next);
        }
    }

    /** Whether a cell's quote is open, so that a line's end belongs to the cell. */
    boolean open() {
        return at == At.QUOTED_CELL;
    }

    private At after(byte next) {
        return switch (at) {
            case CELL_START -> next == '"' ? At.QUOTED_CELL : next == ',' ? At.CELL_START : At.PLAIN_CELL;
            case PLAIN_CELL -> next == ',' ? At.CELL_START : At.PLAIN_CELL;
            case QUOTED_CELL -> next == '"' ? At.AFTER_QUOTE : At.QUOTED_CELL;
            // A second quote is one of the cell's text.
            case AFTER_QUOTE -> next == '"' ? At.QUOTED_CELL : next == ',' ? At.CELL_START : At.AFTER_QUOTE;
        };
    }
}
