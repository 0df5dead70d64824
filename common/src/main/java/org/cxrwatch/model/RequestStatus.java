package org.cxrwatch.model;

import java.util.Locale;

/** How a request ended. */
public enum RequestStatus {
    /** It was answered. */
    SUCCESS,
    /** It failed. */
    ERROR,
    /** It took too long. */
    TIMEOUT;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As the source and the tables write it. */
    public String text() {
        return text;
    }
}
