package org.cxrwatch.report;

import java.util.Locale;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Severity;

/** How bad something is, as pages show it: a colour, a shape and a word, so that none of them stands alone. */
enum Tone {
    /** Looked at, and nothing found. */
    FINE("fine", "●"),
    /** Nobody could look. */
    UNKNOWN("not known", "○"),
    /** Recorded, not sent. */
    INFO("info", "▪"),
    /** In working hours. */
    WARNING("warning", "▲"),
    /** Today. */
    CRITICAL("critical", "◆"),
    /** Now. */
    EMERGENCY("emergency", "■");

    private final String word;
    private final String shape;

    Tone(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    static Tone of(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> INFO;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
            case EMERGENCY -> EMERGENCY;
        };
    }

    static Tone of(Severity severity) {
        return switch (severity) {
            case NONE -> FINE;
            case LOW -> INFO;
            case MEDIUM -> WARNING;
            case HIGH -> CRITICAL;
            case CRITICAL -> EMERGENCY;
        };
    }

    /** The worse of both. */
    Tone or(Tone other) {
        return compareTo(other) >= 0 ? this : other;
    }

    String word() {
        return word;
    }

    String shape() {
        return shape;
    }

    /** Its class in the style sheet. */
    String css() {
        return "t-" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody has to do something. */
    boolean isAlarming() {
        return compareTo(WARNING) >= 0;
    }
}
