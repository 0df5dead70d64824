package org.cxrwatch.io.files;

/** A file that has to be put aside whole. The message says why, without a patient's values. */
final class UnreadableFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** Whose fault it is that the file cannot be read. */
    enum Fault {
        /** Its content's: somebody has to mend it. */
        CONTENT,
        /** Nobody's: it was written anew since it was listed, and is listed again. */
        REWRITTEN
    }

    private UnreadableFile(String why, Throwable cause, Fault fault) {
        super(why, cause);
        this.fault = fault;
    }

    UnreadableFile(String why) {
        this(why, null);
    }

    UnreadableFile(String why, Throwable cause) {
        this(why, cause, Fault.CONTENT);
    }

    /** One that was written anew since it was listed, as far as can be told. */
    static UnreadableFile rewritten() {
        return new UnreadableFile(
                "it was rewritten since it was listed, and is read in its new form next time", null, Fault.REWRITTEN);
    }

    Fault fault() {
        return fault;
    }
}
