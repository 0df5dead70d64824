package org.cxrwatch.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * A half-open period in UTC: it holds its start and not its end.
 *
 * @param kind its length
 * @param start its first instant: a full hour for {@link WindowKind#HOUR}, else midnight
 */
public record Window(WindowKind kind, Instant start) implements Comparable<Window> {

    private static final Comparator<Window> ORDER =
            Comparator.comparing(Window::end).thenComparing(Window::start).thenComparing(Window::kind);

    /** Checks that the start stands on a boundary. */
    public Window {
        long step = kind == WindowKind.HOUR ? 3_600 : 86_400;
        if (start.getNano() != 0 || Math.floorMod(start.getEpochSecond(), step) != 0) {
            throw new IllegalArgumentException("A window of kind " + kind + " cannot start at " + start
                    + "; it starts on a full " + (kind == WindowKind.HOUR ? "hour." : "day (UTC)."));
        }
    }

    /** The window of one UTC day. */
    public static Window day(LocalDate day) {
        return new Window(WindowKind.DAY, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The window of one hour of a UTC day, 0 to 23. */
    public static Window hour(LocalDate day, int hour) {
        return new Window(WindowKind.HOUR, day.atTime(hour, 0).toInstant(ZoneOffset.UTC));
    }

    /** The hour or the day that an instant lies in. */
    public static Window containing(WindowKind kind, Instant instant) {
        return new Window(kind, instant.truncatedTo(kind == WindowKind.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS));
    }

    /** The window of some days that ends with this one. */
    public static Window endingOn(LocalDate lastDay, WindowKind kind) {
        return new Window(
                kind,
                lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(kind.length()));
    }

    /** The window of the same kind just before it. */
    public Window previous() {
        return new Window(kind, start.minus(kind.length()));
    }

    /** The first instant after it. */
    public Instant end() {
        return start.plus(kind.length());
    }

    /** The day of its first instant. */
    public LocalDate firstDay() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    /** The day of its last instant. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(end().minusNanos(1), ZoneOffset.UTC);
    }

    /** Its days, the first one first. */
    public List<LocalDate> days() {
        return firstDay().datesUntil(lastDay().plusDays(1)).toList();
    }

    /** By end, then start: the order in which windows can be decided. */
    @Override
    public int compareTo(Window other) {
        return ORDER.compare(this, other);
    }
}
