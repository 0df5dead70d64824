package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How bad each day was, a row a place: quiet days are dots, what was found stands out by shape and colour.
 *
 * @param title what it shows
 * @param rows in order
 * @param marked the day the page is about, if it is about one
 */
record SeverityGrid(String title, List<Row> rows, Optional<LocalDate> marked) {

    private static final double LABELS = 92;
    private static final double ROW = 18;
    private static final double TOP = 6;
    private static final int LONGEST_LABEL = 15;

    /** Of more days one end or the other is out of sight on a small screen. */
    private static final int MOST_IN_SIGHT = 28;

    /**
     * A place and its days.
     *
     * @param label its name
     * @param tones by day; a day that is missing was not looked at
     */
    record Row(String label, Map<LocalDate, Tone> tones) {}

    /** With days of this width. */
    Picture over(List<LocalDate> days, double step) {
        double bottom = TOP + ROW * rows.size();
        DayAxis axis = new DayAxis(days, LABELS, step);
        boolean isLong = days.size() > MOST_IN_SIGHT;
        double margin = isLong ? LABELS : 16;
        Svg svg = new Svg((int) Math.ceil(axis.right() + margin), (int) Math.ceil(bottom + 20), title, described());
        marked.ifPresent(day -> axis.highlight(svg, day, TOP, bottom));
        axis.draw(svg, TOP, bottom);
        for (int i = 0; i < rows.size(); i++) {
            double y = TOP + ROW * (i + 0.5);
            Row row = rows.get(i);
            svg.text("label end", LABELS - 8, y + 4, cut(row.label()));
            if (isLong) {
                svg.text("label", axis.right() + 8, y + 4, cut(row.label()));
            }
            for (LocalDate day : days) {
                svg.mark(tone(row, day), axis.middle(day), y, Math.min(step, ROW - 4));
            }
        }
        return new Picture(title, "", Tone.FINE, svg.text(), table(days));
    }

    private static String cut(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
    }

    private static Tone tone(Row row, LocalDate day) {
        return row.tones().getOrDefault(day, Tone.UNKNOWN);
    }

    private String described() {
        List<String> said = new ArrayList<>();
        for (Row row : rows) {
            long alarming =
                    row.tones().values().stream().filter(Tone::isAlarming).count();
            said.add(row.label() + ": " + (alarming == 0 ? "nothing" : Shown.counted(alarming, "day")));
        }
        return "Days on which something was found that somebody should look at. " + Shown.some(said, 20) + ".";
    }

    private DataTable table(List<LocalDate> days) {
        List<String> head = new ArrayList<>(List.of("day"));
        rows.forEach(row -> head.add(row.label()));
        return new DataTable(
                head,
                days.stream()
                        .map(day -> {
                            List<String> cells = new ArrayList<>(List.of(day.toString()));
                            rows.forEach(row -> cells.add(tone(row, day).word()));
                            return cells;
                        })
                        .toList());
    }
}
