package org.cxrwatch.multivariate;

import java.util.Arrays;

/**
 * What a day, or a window, comes to.
 *
 * @param value the number
 * @param variance what sampling adds to it; at least 0
 * @param n rows it rests on
 */
public record DayValue(double value, double variance, int n) {

    /** The mean, with s²/n of the sample variance; of two values or more. */
    public static DayValue mean(double[] values) {
        double n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new DayValue(mean, squares / (n - 1) / n, values.length);
    }
}
