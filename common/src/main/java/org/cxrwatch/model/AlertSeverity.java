package org.cxrwatch.model;

import java.util.Locale;

/** How urgently somebody must be told, in rising order. */
public enum AlertSeverity {
    /** Recorded, not sent. */
    INFO,
    /** In working hours. */
    WARNING,
    /** Today. */
    CRITICAL,
    /** Now. */
    EMERGENCY;

    /** As tables, commands and messages write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
