package org.cxrwatch.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * Days side by side.
 *
 * @param days without a gap, at least one
 * @param left where the first begins
 * @param step how wide each is
 */
record DayAxis(List<LocalDate> days, double left, double step) {

    private static final double LEAST_LABEL = 46;

    /** Copies the list. */
    DayAxis {
        days = List.copyOf(days);
    }

    static DayAxis within(List<LocalDate> days, double left, double right) {
        return new DayAxis(days, left, (right - left) / days.size());
    }

    double right() {
        return left + step * days.size();
    }

    /** Where a day begins; days beyond an end are drawn at the end. */
    double start(LocalDate day) {
        long index = day.toEpochDay() - days.get(0).toEpochDay();
        return left + step * Math.max(0, Math.min(days.size(), index));
    }

    double middle(LocalDate day) {
        return start(day) + step / 2;
    }

    /** Names of days below the drawing, and a fine line at the beginning of each week. */
    void draw(Svg svg, double top, double bottom) {
        double next = Double.NEGATIVE_INFINITY;
        for (LocalDate day : days) {
            boolean monday = day.getDayOfWeek() == DayOfWeek.MONDAY;
            if (monday) {
                svg.line("week", start(day), top, start(day), bottom);
            }
            boolean fits = middle(day) >= next && middle(day) + LEAST_LABEL / 2 <= right() + 14;
            boolean begins = day.equals(days.get(0)) && !nearMonday(day);
            if (fits && (monday || days.size() < 8 || begins)) {
                svg.text("axis mid", Math.max(middle(day), left + 14), bottom + 12, Shown.shortDay(day));
                next = middle(day) + LEAST_LABEL;
            }
        }
    }

    private boolean nearMonday(LocalDate day) {
        LocalDate monday = day.with(java.time.temporal.TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        return (monday.toEpochDay() - day.toEpochDay()) * step < LEAST_LABEL;
    }

    /** A day that a page is about. */
    void highlight(Svg svg, LocalDate day, double top, double bottom) {
        if (days.contains(day)) {
            svg.rect("today", start(day), top, step, bottom - top);
        }
    }
}
