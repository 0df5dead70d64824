package org.cxrwatch.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** Numbers, times and places as people read them. */
public final class Wording {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** {@code 2026-09-22}, {@code 2026-09-16 09:00 UTC} for an hour, and of several days the last. */
    public static String when(Window window) {
        return window.kind() == WindowKind.HOUR
                ? HOUR.format(window.start())
                : window.lastDay().toString();
    }

    /** {@code on 2026-09-22}, {@code on 2026-09-16 09:00 UTC}, or {@code from 2026-09-16 to 2026-09-22}. */
    public static String on(Window window) {
        return switch (window.kind()) {
            case HOUR, DAY -> "on " + when(window);
            case DAYS_7, DAYS_28 -> "from " + window.firstDay() + " to " + window.lastDay();
        };
    }

    /** {@code 2026-09-16 09:00 UTC}. */
    public static String instant(Instant instant) {
        return HOUR.format(instant);
    }

    /** {@code at site=valley (v1.0.0)}. */
    static String where(String scope, Slice slice) {
        return "at " + slice + " (" + scope + ")";
    }

    /**
     * Three significant digits at most, without a trailing exponent for everyday sizes: {@code 0.678}, {@code 131},
     * {@code 1.2e-17}.
     */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 0.001 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
