package org.cxrwatch.error;

/** The command line asks for something that does not exist or does not fit together. */
public final class UsageException extends CxrwatchException {

    private static final long serialVersionUID = 1L;

    public UsageException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public UsageException(String problem, String remedy, Throwable cause) {
        super(ExitCode.USAGE, problem, remedy, cause);
    }
}
