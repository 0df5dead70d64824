package org.cxrwatch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What scores have come to mean: the logistic line that was fitted to scores and labels, beside the diagonal on which a
 * score is a probability.
 *
 * @param intercept of logit P(positive) = intercept + slope · logit(score)
 * @param slope of the same
 * @param n labelled predictions it was fitted to
 */
record ReliabilityLine(double intercept, double slope, long n) {

    private static final String TITLE = "Positive images by score: fitted line, not counts";
    private static final int SIZE = 240;
    private static final double LEFT = 42;
    private static final double RIGHT = 232;
    private static final double TOP = 8;
    private static final double BOTTOM = 206;
    private static final int STEPS = 40;
    private static final double EDGE = 0.005;

    Picture picture() {
        Svg svg = new Svg(SIZE, SIZE, TITLE, described());
        for (double at : new double[] {0, 0.5, 1}) {
            svg.line("grid", LEFT, y(at), RIGHT, y(at)).line("grid", x(at), TOP, x(at), BOTTOM);
            svg.text("axis end", LEFT - 4, y(at) + 4, Shown.percent(at));
            svg.text(at == 1 ? "axis end" : "axis mid", x(at), BOTTOM + 14, String.format(Locale.ROOT, "%.1f", at));
        }
        svg.line("level", x(0), y(0), x(1), y(1));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= STEPS; i++) {
            double score = EDGE + (1 - 2 * EDGE) * i / STEPS;
            path.append(i == 0 ? 'M' : 'L').append(Svg.at(x(score), y(observed(score))));
        }
        svg.path("line", path.toString());
        svg.text("axis mid", (LEFT + RIGHT) / 2, SIZE - 4, "score");
        return new Picture(TITLE, "dashes: a score is a probability", Tone.FINE, svg.text(), table());
    }

    /** How often images of this score are positive, by the line. */
    double observed(double score) {
        double logit = intercept + slope * Math.log(score / (1 - score));
        return 1 / (1 + Math.exp(-logit));
    }

    /** In words. */
    String sentence() {
        String what = slope < 0.8
                ? "scores are too extreme: what is called certain is so less often"
                : slope > 1.25 ? "scores are too timid: they could be further from one half" : "scores are about right";
        return "By one smooth line fitted to " + Shown.counted(n, "labelled prediction") + ", " + what
                + ". A score of 0.9 is "
                + "positive in " + Shown.percent(observed(0.9)) + " of cases, one of 0.1 in "
                + Shown.percent(observed(0.1))
                + ". The line tells how scores are on the whole; scores of one kind of image may"
                + " be far off it.";
    }

    private String described() {
        return "Line: how often images of a score are positive. Dashes: where a score would be a probability. "
                + sentence();
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int tenth = 1; tenth < 10; tenth++) {
            double score = tenth / 10.0;
            rows.add(List.of(Shown.number(score), Shown.percent(observed(score))));
        }
        return new DataTable(List.of("score", "positive, by the fitted line"), rows);
    }

    private static double x(double share) {
        return LEFT + (RIGHT - LEFT) * share;
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }
}
