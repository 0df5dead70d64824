package org.cxrwatch.model;

/** How urgently somebody must be told, in rising order. */
public enum AlertSeverity {
    /** Recorded, not sent. */
    INFO,
    /** In working hours. */
    WARNING,
    /** Today. */
    CRITICAL,
    /** Now. */
    EMERGENCY
}
