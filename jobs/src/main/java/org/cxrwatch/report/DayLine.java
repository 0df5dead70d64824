package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.cxrwatch.model.Score;

/**
 * One number day by day: a line with gaps where nothing was measured, and its 95 % intervals.
 *
 * @param title what it shows
 * @param values by day; a day that is missing was not measured
 * @param text how a value is written
 * @param scale what the axis must reach
 * @param marked the day the page is about, if it is about one
 */
record DayLine(
        String title,
        Map<LocalDate, Score.Measured> values,
        DoubleFunction<String> text,
        Scale scale,
        Optional<LocalDate> marked) {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 118;
    private static final double LEFT = 44;
    private static final double RIGHT = 352;
    private static final double TOP = 10;
    private static final double BOTTOM = 96;

    /**
     * What an axis must reach.
     *
     * @param least its lower end, or what it must reach down to
     * @param most what it must reach up to
     */
    record Scale(double least, double most) {

        private double y(double value) {
            return BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least);
        }
    }

    Picture over(List<LocalDate> days) {
        Scale fitted = fitted(days);
        DayAxis axis = DayAxis.within(days, LEFT, RIGHT);
        Svg svg = new Svg(WIDTH, HEIGHT, title, described(days));
        marked.ifPresent(day -> axis.highlight(svg, day, TOP, BOTTOM));
        axis.draw(svg, TOP, BOTTOM);
        for (double at : List.of(fitted.least(), fitted.most())) {
            svg.line("grid", LEFT, fitted.y(at), RIGHT, fitted.y(at));
            svg.text("axis end", LEFT - 4, fitted.y(at) + 4, text.apply(at));
        }
        for (List<LocalDate> run : runs(days)) {
            svg.path("band", band(run, axis, fitted));
            svg.path("line", line(run, axis, fitted));
            run.forEach(day -> dot(svg, axis, fitted, day));
        }
        return new Picture(title, "", Tone.FINE, svg.text(), table(days));
    }

    private void dot(Svg svg, DayAxis axis, Scale fitted, LocalDate day) {
        boolean strong = marked.filter(day::equals).isPresent();
        svg.circle("dot", axis.middle(day), fitted.y(values.get(day).value()), strong ? 3.6 : 1.6);
    }

    /** The axis reaches what the data reach. */
    private Scale fitted(List<LocalDate> days) {
        double least = scale.least();
        double most = scale.most();
        for (LocalDate day : days) {
            Score.Measured found = values.get(day);
            if (found != null) {
                least = Math.min(least, found.value());
                most = Math.max(most, found.value());
            }
        }
        return new Scale(least, most > least ? most : least + 1);
    }

    private List<List<LocalDate>> runs(List<LocalDate> days) {
        List<List<LocalDate>> runs = new ArrayList<>();
        List<LocalDate> run = new ArrayList<>();
        for (LocalDate day : days) {
            if (values.containsKey(day)) {
                run.add(day);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private String line(List<LocalDate> run, DayAxis axis, Scale fitted) {
        StringBuilder path = new StringBuilder();
        run.forEach(day -> path.append(path.length() == 0 ? 'M' : 'L')
                .append(Svg.at(axis.middle(day), fitted.y(values.get(day).value()))));
        return path.toString();
    }

    private String band(List<LocalDate> run, DayAxis axis, Scale fitted) {
        StringBuilder there = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (LocalDate day : run) {
            Score.Measured at = values.get(day);
            there.append(there.length() == 0 ? 'M' : 'L')
                    .append(Svg.at(axis.middle(day), fitted.y(Math.min(fitted.most(), at.upper()))));
            back.insert(0, "L" + Svg.at(axis.middle(day), fitted.y(Math.max(fitted.least(), at.lower()))));
        }
        return there + back.toString() + "Z";
    }

    private String described(List<LocalDate> days) {
        List<LocalDate> known = days.stream().filter(values::containsKey).toList();
        if (known.isEmpty()) {
            return "Nothing was measured from " + days.get(0) + " to " + days.get(days.size() - 1) + ".";
        }
        LocalDate last = known.get(known.size() - 1);
        double least =
                known.stream().mapToDouble(day -> values.get(day).value()).min().orElseThrow();
        double most =
                known.stream().mapToDouble(day -> values.get(day).value()).max().orElseThrow();
        return "Day by day from " + days.get(0) + " to " + days.get(days.size() - 1) + ": between " + text.apply(least)
                + " and " + text.apply(most) + ", last "
                + text.apply(values.get(last).value()) + " on " + last + ".";
    }

    private DataTable table(List<LocalDate> days) {
        return new DataTable(
                List.of("day", "value", "95 % interval"),
                days.stream().map(this::row).toList());
    }

    private List<String> row(LocalDate day) {
        return Optional.ofNullable(values.get(day))
                .map(at -> List.of(
                        day.toString(),
                        text.apply(at.value()),
                        at.lower() < at.upper() ? text.apply(at.lower()) + " to " + text.apply(at.upper()) : "–"))
                .orElseGet(() -> List.of(day.toString(), "not measured", "–"));
    }
}
