package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;

/**
 * How much more a baseline's days differ from each other than chance alone would make them.
 *
 * <p>What days add does not average out with rows: two days of 1,000 rows differ by as much as two days of 100, but
 * chance makes less of it. So φ = 1 + ρ m grows with the rows m of a day, and is learnt as the ρ behind it; what the
 * days of another size add is {@link #forDaysOf}.
 *
 * @param factor φ ≥ 1: variance between days over sampling variance, at days as large as the baseline's
 * @param days d: day differences it was learnt from, at least 1
 * @param rows rows of a day it was learnt at, above 0
 */
record Dispersion(double factor, int days, double rows) {

    /** A slice's factor weighs as much as this many days of a subject's own. */
    private static final double PRIOR = 18;

    /** Independent degrees of freedom that all subjects of a slice are worth a day; features are correlated. */
    private static final double WORTH = 20;

    /** Standard errors above the estimate at which the factor is taken. */
    private static final double CAUTION = 1.6;

    /** No more than chance, known from nothing: what a baseline of one day of so many rows can say. */
    static Dispersion unknown(double rows) {
        return new Dispersion(1, 1, rows);
    }

    /**
     * Pearson's statistic of the days of one subject against their sum.
     *
     * @param statistic Q
     * @param freedom its degrees of freedom; 0 if there is nothing to compare
     */
    record BetweenDays(double statistic, int freedom) {

        static BetweenDays of(List<long[]> allDays) {
            List<long[]> days =
                    allDays.stream().filter(day -> Arrays.stream(day).sum() > 0).toList();
            if (days.size() < 2) {
                return new BetweenDays(0, 0);
            }
            double[] columns = new double[days.get(0).length];
            days.forEach(day -> Arrays.setAll(columns, i -> columns[i] + day[i]));
            double n = Arrays.stream(columns).sum();
            List<int[]> groups = Homogeneity.merge(columns, 1.0 / days.size());
            if (groups.size() < 2) {
                return new BetweenDays(0, 0);
            }
            double sum = 0;
            for (long[] day : days) {
                double row = Arrays.stream(day).sum();
                for (int[] group : groups) {
                    double expected =
                            row * Arrays.stream(columns, group[0], group[1]).sum() / n;
                    double difference = Homogeneity.total(day, group) - expected;
                    sum += difference * difference / expected;
                }
            }
            return new BetweenDays(sum, (days.size() - 1) * (groups.size() - 1));
        }
    }

    /** The factor of a subject: its own, shrunk towards its slice's. */
    static Dispersion of(BetweenDays own, double sliceFactor, DayRows rows) {
        double ownFactor = own.freedom() > 0 ? own.statistic() / own.freedom() : sliceFactor;
        int differences = rows.days() - 1;
        double shrunk = (PRIOR * sliceFactor + differences * ownFactor) / (PRIOR + differences);
        return new Dispersion(Math.max(1, shrunk), Math.max(1, differences), rows.usual());
    }

    /** What it is where days have so many rows, above 0. */
    Inflation forDaysOf(double otherRows) {
        double growth = otherRows / rows;
        double upper = factor * (1 + CAUTION * Math.sqrt(2 / (WORTH * days)));
        return new Inflation(1 + (factor - 1) * growth, 1 + (upper - 1) * growth, PRIOR + days, WORTH * days);
    }

    /**
     * By what the variance of a comparison is larger than chance makes it.
     *
     * @param factor φ ≥ 1
     * @param upper φ*: somewhat more, as few days may have looked alike by luck
     * @param freedomOfDays degrees of freedom that what days add is known with
     * @param freedomOfChance those of the rest
     */
    record Inflation(double factor, double upper, double freedomOfDays, double freedomOfChance) {}
}
