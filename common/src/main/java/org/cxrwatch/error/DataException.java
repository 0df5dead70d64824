package org.cxrwatch.error;

/** Data that cannot be used as it is; the same command on the same data fails again. */
public final class DataException extends CxrwatchException {

    private static final long serialVersionUID = 1L;

    public DataException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public DataException(String problem, String remedy, Throwable cause) {
        super(ExitCode.DATA, problem, remedy, cause);
    }
}
