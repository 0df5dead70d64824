package org.cxrwatch.report;

import java.util.Optional;
import org.cxrwatch.model.Score;

/** A share and its 95 % interval on a line from 0 to 1: aligned in a column, so that rows compare at a glance. */
final class Whisker {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 14;
    private static final double LEFT = 3;
    private static final double RIGHT = 117;

    private Whisker() {}

    /** Of a share; what it was before is a tick. */
    static String svg(String title, Score.Measured share, Optional<Double> before) {
        Svg svg = new Svg(
                WIDTH,
                HEIGHT,
                title,
                "From 0 to 1: " + Shown.number(share.value()) + ", between " + Shown.number(share.lower()) + " and "
                        + Shown.number(share.upper()));
        svg.line("grid", LEFT, 7, RIGHT, 7);
        before.filter(value -> value >= 0 && value <= 1)
                .ifPresent(value -> svg.line("level", x(value), 1, x(value), 13));
        svg.line("whisker", x(share.lower()), 7, x(share.upper()), 7);
        svg.circle("dot", x(share.value()), 7, 3.2);
        return svg.text();
    }

    private static double x(double share) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, share));
    }
}
