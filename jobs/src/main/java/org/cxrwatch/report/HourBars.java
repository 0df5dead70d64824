package org.cxrwatch.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * One number hour by hour of a day.
 *
 * @param title what it shows
 * @param values by hour; an hour that is missing was not measured
 * @param level a line to compare with
 * @param text how a value is written
 */
record HourBars(String title, Map<Integer, Double> values, Optional<Double> level, DoubleFunction<String> text) {

    private static final int HOURS = 24;
    private static final int WIDTH = 360;
    private static final int HEIGHT = 100;
    private static final double LEFT = 44;
    private static final double RIGHT = 352;
    private static final double TOP = 10;
    private static final double BOTTOM = 80;

    Picture picture() {
        double most = Math.max(
                level.orElse(0.0),
                values.values().stream().mapToDouble(value -> value).max().orElse(0));
        double top = most > 0 ? most : 1;
        double step = (RIGHT - LEFT) / HOURS;
        Svg svg = new Svg(WIDTH, HEIGHT, title, described());
        svg.line("grid", LEFT, TOP, RIGHT, TOP).text("axis end", LEFT - 4, TOP + 4, text.apply(top));
        svg.line("grid", LEFT, BOTTOM, RIGHT, BOTTOM).text("axis end", LEFT - 4, BOTTOM + 4, text.apply(0));
        values.forEach((hour, value) -> {
            double height = (BOTTOM - TOP) * value / top;
            boolean beyond = level.filter(at -> value > at).isPresent();
            svg.rect(beyond ? "column beyond" : "column", LEFT + step * hour + 1, BOTTOM - height, step - 2, height);
        });
        IntStream.range(0, HOURS)
                .filter(hour -> !values.containsKey(hour))
                .forEach(hour -> svg.circle("hollow", LEFT + step * (hour + 0.5), BOTTOM - 4, 2));
        level.ifPresent(at -> {
            double y = BOTTOM - (BOTTOM - TOP) * at / top;
            svg.line("level", LEFT, y, RIGHT, y);
        });
        for (int hour = 0; hour <= HOURS; hour += 6) {
            svg.text("axis mid", LEFT + step * hour, BOTTOM + 14, String.format(Locale.ROOT, "%02d", hour));
        }
        return new Picture(title, "", Tone.FINE, svg.text(), table());
    }

    private String described() {
        if (values.isEmpty()) {
            return "Nothing was measured in any hour.";
        }
        Map.Entry<Integer, Double> most =
                values.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return "Hour by hour, UTC; most at " + most.getKey() + " h: " + text.apply(most.getValue()) + ". "
                + Shown.counted(HOURS - values.size(), "hour") + " without a number.";
    }

    private DataTable table() {
        return new DataTable(
                List.of("hour, UTC", "value"),
                IntStream.range(0, HOURS)
                        .mapToObj(hour -> List.of(
                                String.format(Locale.ROOT, "%02d:00", hour),
                                Optional.ofNullable(values.get(hour))
                                        .map(text::apply)
                                        .orElse("not measured")))
                        .toList());
    }
}
