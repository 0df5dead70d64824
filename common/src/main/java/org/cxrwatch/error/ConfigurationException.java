package org.cxrwatch.error;

/** A key, a unit, a secret or a required setting is wrong or missing: known before any work begins. */
public final class ConfigurationException extends CxrwatchException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public ConfigurationException(String problem, String remedy, Throwable cause) {
        super(ExitCode.CONFIGURATION, problem, remedy, cause);
    }
}
