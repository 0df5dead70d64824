package org.cxrwatch.estimate;

import java.util.Arrays;
import org.cxrwatch.model.Score;

/** Intervals from repeated draws. */
final class Replicates {

    private static final double TAIL = 0.025;

    private Replicates() {}

    /**
     * The value with the interval that 95 % of the draws lie in, widened to the value. Draws without a value are left
     * out; there is no number where they are more than half, or the value itself is none.
     */
    static Score score(double value, double[] draws) {
        double[] finite = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
        if (2 * finite.length < draws.length) {
            return Score.of(Double.NaN);
        }
        return Score.of(value, Math.min(value, quantile(finite, TAIL)), Math.max(value, quantile(finite, 1 - TAIL)));
    }

    private static double quantile(double[] ascending, double share) {
        double position = share * (ascending.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
