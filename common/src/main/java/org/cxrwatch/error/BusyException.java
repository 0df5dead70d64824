package org.cxrwatch.error;

/** Another command holds the writer lock; this one has changed nothing. */
public final class BusyException extends CxrwatchException {

    private static final long serialVersionUID = 1L;

    public BusyException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public BusyException(String problem, String remedy, Throwable cause) {
        super(ExitCode.BUSY, problem, remedy, cause);
    }
}
