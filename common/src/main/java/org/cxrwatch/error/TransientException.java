package org.cxrwatch.error;

/** Something outside did not answer or was cut off; the same command may succeed later. */
public final class TransientException extends CxrwatchException {

    private static final long serialVersionUID = 1L;

    public TransientException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public TransientException(String problem, String remedy, Throwable cause) {
        super(ExitCode.TRANSIENT, problem, remedy, cause);
    }
}
