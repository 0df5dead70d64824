package org.cxrwatch.notice;

import org.cxrwatch.model.AlertSeverity;

/** How soon somebody must act. */
final class Urgency {

    private Urgency() {}

    /** {@code act now}. */
    static String words(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> "for information";
            case WARNING -> "look at it in working hours";
            case CRITICAL -> "act today";
            case EMERGENCY -> "act now";
        };
    }
}
