package org.cxrwatch.error;

import java.util.Objects;

/**
 * Trouble that a person can do something about: what is wrong, with the values it was seen in, and the remedy.
 *
 * <p>The message is {@code problem + " " + remedy}, each a sentence of its own, fit to be shown without a stack trace.
 * Neither may hold a patient's values or a secret.
 */
public sealed class CxrwatchException extends RuntimeException
        permits UsageException, ConfigurationException, DataException, TransientException, BusyException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String problem;
    private final String remedy;

    CxrwatchException(ExitCode exitCode, String problem, String remedy, Throwable cause) {
        super(sentence("problem", problem) + " " + sentence("remedy", remedy), cause);
        this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
        this.problem = sentence("problem", problem);
        this.remedy = sentence("remedy", remedy);
    }

    /** How a command that meets this ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What is wrong, with the values it was seen in, ending in a full stop. */
    public String problem() {
        return problem;
    }

    /** What to do about it, ending in a full stop. */
    public String remedy() {
        return remedy;
    }

    private static String sentence(String part, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("an error without a " + part + " tells its reader nothing: add one");
        }
        String trimmed = text.strip();
        char last = trimmed.charAt(trimmed.length() - 1);
        // A semicolon ends a statement that is to be run as it stands.
        return ".!?;".indexOf(last) >= 0 ? trimmed : trimmed + ".";
    }
}
