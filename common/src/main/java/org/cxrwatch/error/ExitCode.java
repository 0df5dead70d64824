package org.cxrwatch.error;

/** How a command ended, in the numbers a scheduler sees. What a number means never changes. */
public enum ExitCode {
    /** Done; drift that was found counts as done. */
    DONE(0),
    /** The command line was wrong. */
    USAGE(1),
    /** The configuration was wrong or incomplete. */
    CONFIGURATION(2),
    /** The data cannot be used as it is: trying again changes nothing. */
    DATA(3),
    /** Something outside did not answer: trying again may succeed. */
    TRANSIENT(4),
    /** A defect of the program itself. */
    INTERNAL(5),
    /** Another command is writing: try again when it has ended. */
    BUSY(6),
    /** Done, with findings about the inputs. */
    FINDINGS(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }
}
