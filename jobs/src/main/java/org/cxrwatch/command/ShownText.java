package org.cxrwatch.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How values are shown to people. */
final class ShownText {

    private static final String NONE = "-";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private ShownText() {}

    /** A value of a table: instants in UTC (a day where it is midnight), numbers to four digits, nothing as a dash. */
    static String of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ShownText::of).orElse(NONE);
        }
        if (value instanceof Instant instant) {
            return instant(instant);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Collection<?> items) {
            return items.isEmpty() ? NONE : items.stream().map(ShownText::of).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return of(map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + " " + of(entry.getValue()))
                    .toList());
        }
        String text = plain(String.valueOf(value));
        return text.isEmpty() ? NONE : text;
    }

    /** Four digits that count, without an exponent where it can be. */
    static String number(double number) {
        if (!Double.isFinite(number)) {
            return NONE;
        }
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.2e", number);
        }
        int digits = size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + digits + "f", number);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** A count, with its thousands apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share in percent with so many decimals; whole per cent are {@link org.cxrwatch.model.Percent}'s. */
    static String percent(double share, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
    }

    /** A day where it is midnight in UTC, else to the minute. */
    static String instant(Instant instant) {
        boolean midnight = Math.floorMod(instant.getEpochSecond(), 86_400) == 0 && instant.getNano() == 0;
        return (midnight ? DAY : MINUTE).format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Without what would steer a terminal or begin a line of its own, or turn its direction: names come from logs. */
    static String plain(String text) {
        return text.replaceAll("\\R", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
