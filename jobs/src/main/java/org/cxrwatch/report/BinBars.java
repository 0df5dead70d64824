package org.cxrwatch.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.cxrwatch.score.DistributionBins;

/**
 * How values were spread: the day's shares as columns, the baseline's as a line of steps above them.
 *
 * @param bins the shares
 * @param title what it shows
 * @param note what stands beside the title
 * @param tone how bad it is
 */
record BinBars(DistributionBins bins, String title, String note, Tone tone) {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 112;
    private static final double LEFT = 4;
    private static final double RIGHT = 236;
    private static final double TOP = 8;
    private static final double BOTTOM = 92;
    private static final int LONGEST_LABEL = 14;
    private static final double LAST_LABEL = 50;
    private static final Pattern END_OF_BIN = Pattern.compile("([≤<>≥=] )(-?\\d{1,15}(?:\\.\\d+)?)");

    Picture picture() {
        int count = Math.max(1, bins.labels().size());
        double step = (RIGHT - LEFT) / count;
        double most = Math.max(
                1e-9,
                IntStream.range(0, bins.labels().size())
                        .mapToDouble(i -> Math.max(before(i), after(i)))
                        .max()
                        .orElse(1));
        Svg svg = new Svg(WIDTH, HEIGHT, title, described());
        svg.line("grid", LEFT, BOTTOM, RIGHT, BOTTOM);
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < bins.labels().size(); i++) {
            double x = LEFT + step * i;
            double height = (BOTTOM - TOP) * after(i) / most;
            svg.rect("column " + tone.css(), x + 1, BOTTOM - height, step - 2, height);
            double y = BOTTOM - (BOTTOM - TOP) * before(i) / most;
            steps.append(i == 0 ? 'M' : 'L').append(Svg.at(x, y)).append('L').append(Svg.at(x + step, y));
        }
        if (steps.length() > 0) {
            svg.path("reference", steps.toString());
            svg.text("axis", LEFT, BOTTOM + 14, cut(bins.labels().get(0)));
            svg.text("axis end", RIGHT, BOTTOM + 14, cut(bins.labels().get(count - 1)));
            if (count > 2 && bins.labels().get(count - 2).startsWith(">")) {
                svg.text(
                        "axis end",
                        RIGHT - LAST_LABEL,
                        BOTTOM + 14,
                        cut(bins.labels().get(count - 2)));
            }
        }
        return new Picture(title, note, tone, svg.text(), table());
    }

    private static String cut(String label) {
        String plain = Shown.name(label);
        Matcher end = END_OF_BIN.matcher(plain);
        if (end.matches()) {
            return end.group(1) + Shown.number(Double.parseDouble(end.group(2)));
        }
        return plain.length() <= LONGEST_LABEL ? plain : plain.substring(0, LONGEST_LABEL - 1) + "…";
    }

    private double before(int bin) {
        return bins.referenceShares().get(bin);
    }

    private double after(int bin) {
        return bins.windowShares().get(bin);
    }

    private String described() {
        return "Columns: shares of the day in the bins of the baseline. Line: shares of the baseline. "
                + (note.isEmpty() ? "" : note + ".");
    }

    private DataTable table() {
        return new DataTable(
                List.of("bin", "baseline", "day"),
                IntStream.range(0, bins.labels().size())
                        .mapToObj(i -> List.of(
                                Shown.name(bins.labels().get(i)), Shown.percent(before(i)), Shown.percent(after(i))))
                        .toList());
    }
}
