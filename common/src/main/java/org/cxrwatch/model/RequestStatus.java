package org.cxrwatch.model;

/** How a request ended. */
public enum RequestStatus {
    /** It was answered. */
    SUCCESS,
    /** It failed. */
    ERROR,
    /** It took too long. */
    TIMEOUT;

    /** As the source and the tables write it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
