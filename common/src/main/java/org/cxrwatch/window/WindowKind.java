package org.cxrwatch.window;

import java.time.Duration;

/** The lengths of windows. */
public enum WindowKind {
    /** One UTC hour. */
    HOUR(Duration.ofHours(1)),
    /** One UTC day. */
    DAY(Duration.ofDays(1)),
    /** Seven days ending with a night. */
    DAYS_7(Duration.ofDays(7)),
    /** Twenty-eight days ending with a night. */
    DAYS_28(Duration.ofDays(28));

    private final Duration length;

    WindowKind(Duration length) {
        this.length = length;
    }

    /** From start to end. */
    public Duration length() {
        return length;
    }
}
