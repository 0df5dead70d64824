package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was wrong when: a bar a case, from its first day to its last, with its name above.
 *
 * @param title what it shows
 * @param bars in the order in which they began
 */
record CaseBars(String title, List<Bar> bars) {

    private static final double LEFT = 10;
    private static final double ROW = 30;
    private static final double TOP = 4;
    private static final double LETTER = 7;

    /**
     * A case.
     *
     * @param id of the case
     * @param name what it is about
     * @param tone how bad it was at worst
     * @param first its first day
     * @param last its last day; empty if it is open
     */
    record Bar(String id, String name, Tone tone, LocalDate first, Optional<LocalDate> last) {}

    /** With days of this width. */
    Picture over(List<LocalDate> days, double step) {
        double bottom = TOP + ROW * Math.max(1, bars.size());
        DayAxis axis = new DayAxis(days, LEFT, step);
        Svg svg = new Svg((int) Math.ceil(axis.right() + 16), (int) Math.ceil(bottom + 20), title, described());
        axis.draw(svg, TOP, bottom);
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, axis, bars.get(i), TOP + ROW * i);
        }
        if (bars.isEmpty()) {
            svg.text("label", LEFT + 8, TOP + ROW / 2, "Nothing happened in these days.");
        }
        return new Picture(title, "", Tone.FINE, svg.text(), table());
    }

    private static void draw(Svg svg, DayAxis axis, Bar bar, double top) {
        double from = axis.start(bar.first());
        LocalDate last = bar.last().orElse(axis.days().get(axis.days().size() - 1));
        double to = Math.max(from + axis.step(), axis.start(last.plusDays(1)));
        svg.rect("bar " + bar.tone().css(), from, top + 18, to - from, 7);
        double width = bar.name().length() * LETTER;
        double text = Math.max(LEFT + 16, Math.min(from + 16, axis.right() + 12 - width));
        svg.mark(bar.tone(), text - 10, top + 10, 12).text("label", text, top + 14, bar.name());
    }

    private String described() {
        return bars.isEmpty()
                ? "Nothing happened in these days."
                : Shown.some(
                                bars.stream()
                                        .map(bar -> bar.tone().word() + ", " + bar.name() + " from " + bar.first()
                                                + bar.last()
                                                        .map(last -> " to " + last)
                                                        .orElse(" on"))
                                        .toList(),
                                20)
                        + ".";
    }

    private DataTable table() {
        return new DataTable(
                List.of("case", "what", "severity", "first day", "last day"),
                bars.stream()
                        .map(bar -> List.of(
                                Shown.name(bar.id()),
                                bar.name(),
                                bar.tone().word(),
                                bar.first().toString(),
                                bar.last().map(LocalDate::toString).orElse("open")))
                        .toList());
    }
}
