package org.cxrwatch.config;

import java.util.Objects;

/** A text that is used and never shown: whatever prints it prints {@value #SHOWN}. */
public final class Secret {

    private static final String SHOWN = "(hidden)";

    /** No secret is needed. */
    public static final Secret NONE = new Secret("");

    private final String text;

    /** Keeps the text. */
    public Secret(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** The text itself, for the one call that needs it. */
    public String reveal() {
        return text;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
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
