package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;

/**
 * How much more a baseline's days differ from each other than chance alone would make them.
 *
 * @param factor φ ≥ 1: variance between days over sampling variance, shrunk towards that of the slice
 * @param days d: day differences it was learnt from, at least 1
 */
record Dispersion(double factor, int days) {

    /** A slice's factor weighs as much as this many days of a subject's own. */
    private static final double PRIOR = 18;

    /** Independent degrees of freedom that all subjects of a slice are worth a day; features are correlated. */
    private static final double WORTH = 20;

    private static final double ONE_SIDED_95 = 1.645;

    /** No more than chance, known from nothing: what a baseline of one day can say. */
    static final Dispersion UNKNOWN = new Dispersion(1, 1);

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
    static Dispersion of(BetweenDays own, double sliceFactor, int days) {
        double ownFactor = own.freedom() > 0 ? own.statistic() / own.freedom() : sliceFactor;
        int differences = Math.max(0, days - 1);
        double shrunk = (PRIOR * sliceFactor + differences * ownFactor) / (PRIOR + differences);
        return new Dispersion(Math.max(1, shrunk), Math.max(1, differences));
    }

    /** The upper limit of the factor: few days may have looked alike by luck. */
    double upper() {
        return factor * (1 + ONE_SIDED_95 * Math.sqrt(2 / (WORTH * days)));
    }

    /**
     * The denominator's degrees of freedom of {@link RaoScott}: the excess is known from d days, the rest from all
     * subjects.
     */
    double freedom() {
        double excess = upper() - 1;
        return upper() * upper() / (excess * excess / days + 1 / (WORTH * days));
    }
}
