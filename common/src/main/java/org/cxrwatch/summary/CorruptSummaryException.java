package org.cxrwatch.summary;

/** The bytes are no summary that this version can read. */
public final class CorruptSummaryException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CorruptSummaryException(String problem) {
        super("A stored summary cannot be read: " + problem
                + ". Rebuild its day from the rows with 'cxrwatch summarise --rebuild',"
                + " or read it with the version that wrote it.");
    }
}
