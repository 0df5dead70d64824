package org.cxrwatch.io.files;

/** A file that has to be put aside whole. The message says why, without a patient's values. */
final class UnreadableFile extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableFile(String why) {
        this(why, null);
    }

    UnreadableFile(String why, Throwable cause) {
        super(why, cause);
    }
}
