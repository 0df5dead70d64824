package org.cxrwatch.config;

import java.util.Objects;
import java.util.function.Supplier;
import org.cxrwatch.error.ConfigurationException;

/** A text that is used and never shown: whatever prints it prints {@value #SHOWN}. */
public final class Secret {

    private static final String SHOWN = "(hidden)";

    /** No secret is needed. */
    public static final Secret NONE = new Secret("");

    private final String text;
    private final Supplier<ConfigurationException> refusal;

    /** Keeps the text. */
    public Secret(String text) {
        this(text, null);
    }

    private Secret(String text, Supplier<ConfigurationException> refusal) {
        this.text = Objects.requireNonNull(text, "text");
        this.refusal = refusal;
    }

    /** One that is needed and not there: who uses it is refused so; commands that do not use it go on without. */
    static Secret missing(Supplier<ConfigurationException> refusal) {
        return new Secret("", refusal);
    }

    /**
     * The text itself, for the one call that needs it.
     *
     * @throws ConfigurationException if it is missing
     */
    public String reveal() {
        if (isMissing()) {
            throw refusal.get();
        }
        return text;
    }

    /** Whether it is needed and not there. */
    boolean isMissing() {
        return refusal != null;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text) && secret.isMissing() == isMissing();
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : SHOWN;
    }
}
