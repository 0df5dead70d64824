package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;

/**
 * Days before a change that differ from the reference too, but by far less: an earlier, smaller change of something
 * else, such as of one site in the sum of all. They are no part of its beginning; the foot of a ramp is.
 */
final class LeadIns {

    /** Below this share of the excess of the days that follow, days are a lead-in. A ramp's first half has a third. */
    private static final double SMALL = 0.25;

    private final double[] reference;
    private final double[][] sums;
    private final double factor;

    /** Takes counts in the same bins, as {@link OnsetPosterior#of}. */
    LeadIns(double[] reference, List<double[]> days, double factor) {
        this.reference = reference;
        this.factor = factor;
        this.sums = new double[days.size() + 1][reference.length];
        for (int day = 0; day < days.size(); day++) {
            double[] before = sums[day];
            double[] counts = days.get(day);
            Arrays.setAll(sums[day + 1], bin -> before[bin] + counts[bin]);
        }
    }

    /** The first day from {@code onset} on that no lead-in holds. */
    int after(int onset) {
        int begins = onset;
        for (int next = onset + 1; next < sums.length - 1; next++) {
            if (excess(begins, next) < SMALL * excess(next, sums.length - 1)) {
                begins = next;
            }
        }
        return begins;
    }

    /** How far days differ from the reference beyond chance; {@code end} is the first day after them. */
    private double excess(int first, int end) {
        double[] counts = new double[reference.length];
        Arrays.setAll(counts, bin -> sums[end][bin] - sums[first][bin]);
        double n = Arrays.stream(counts).sum();
        double nR = Arrays.stream(reference).sum();
        return Effect.ofNumbers(shares(reference, nR), shares(counts, n), factor, 1 / nR + 1 / n)
                .excess();
    }

    private static double[] shares(double[] counts, double n) {
        return Arrays.stream(counts).map(count -> count / n).toArray();
    }
}
