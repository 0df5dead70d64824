package org.cxrwatch.model;

/** How much what was found matters, in rising order. */
public enum Severity {
    /** Nothing was found. */
    NONE,
    /** Worth recording. */
    LOW,
    /** Worth a look in working hours. */
    MEDIUM,
    /** Act today. */
    HIGH,
    /** Act now. */
    CRITICAL
}
