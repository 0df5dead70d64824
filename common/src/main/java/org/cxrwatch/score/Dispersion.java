package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;

/**
 * How much more a baseline's days differ from each other than chance alone would make them: in all, in location and
 * spread, and in the rest.
 *
 * <p>What days add does not average out with rows: two days of 1,000 rows differ by as much as two days of 100, but
 * chance makes less of it. So φ = 1 + ρ m grows with the rows m of a day, and is learnt as the ρ behind it; what the
 * days of another size add is {@link #forDaysOf}.
 *
 * @param factors φ ≥ 1: variance between days over sampling variance, at days as large as the baseline's
 * @param days d: day differences it was learnt from, at least 1
 * @param rows rows of a day it was learnt at, above 0
 */
record Dispersion(Factors factors, int days, double rows) {

    /** A slice's factor weighs as much as this many days of a subject's own. */
    private static final double PRIOR = 18;

    /**
     * Independent degrees of freedom that all subjects of a slice are worth a day, in location and spread and in the
     * rest; features are correlated.
     */
    private static final double WORTH_OF_LEADING = 8;

    private static final double WORTH_OF_REST = 12;

    /** Standard errors above the estimate at which the factor is taken. */
    private static final double CAUTION = 1.6;

    /**
     * Factors of the parts of a statistic.
     *
     * @param whole of all of it
     * @param leading of location and spread
     * @param rest of the rest
     */
    record Factors(double whole, double leading, double rest) {

        /** No more than chance. */
        static final Factors CHANCE = new Factors(1, 1, 1);

        /** Statistics over their degrees of freedom; where there are none, as others. */
        static Factors of(SplitStatistic between, Factors others) {
            return new Factors(
                    ratio(between.whole(), between.freedom(), others.whole),
                    ratio(between.leading(), between.leadingFreedom(), others.leading),
                    ratio(between.rest(), between.restFreedom(), others.rest));
        }

        private static double ratio(double statistic, int freedom, double otherwise) {
            return freedom > 0 ? statistic / freedom : otherwise;
        }

        /** Between these and others, which weigh so many days; at least 1. */
        private Factors shrunk(Factors others, int days) {
            return new Factors(
                    shrunk(whole, others.whole, days),
                    shrunk(leading, others.leading, days),
                    shrunk(rest, others.rest, days));
        }

        private static double shrunk(double own, double other, int days) {
            return Math.max(1, (PRIOR * other + days * own) / (PRIOR + days));
        }
    }

    /** No more than chance, known from nothing: what a baseline of one day of so many rows can say. */
    static Dispersion unknown(double rows) {
        return new Dispersion(Factors.CHANCE, 1, rows);
    }

    /** Pearson's statistic of the days of one subject, each with its counts, against their sum. */
    static SplitStatistic between(List<long[]> allDays) {
        List<long[]> days =
                allDays.stream().filter(day -> Arrays.stream(day).sum() > 0).toList();
        if (days.size() < 2) {
            return SplitStatistic.NONE;
        }
        double[] columns = new double[days.get(0).length];
        days.forEach(day -> Arrays.setAll(columns, i -> columns[i] + day[i]));
        double n = Arrays.stream(columns).sum();
        List<int[]> groups = Homogeneity.merge(columns, 1.0 / days.size());
        if (groups.size() < 2) {
            return SplitStatistic.NONE;
        }
        double[] shares = groups.stream()
                .mapToDouble(group -> Arrays.stream(columns, group[0], group[1]).sum() / n)
                .toArray();
        SplitStatistic sum =
                days.stream().map(day -> ofDay(day, groups, shares)).reduce(SplitStatistic.NONE, SplitStatistic::plus);
        int differences = days.size() - 1;
        return new SplitStatistic(
                sum.whole(),
                differences * (groups.size() - 1),
                sum.leading(),
                differences * sum.leadingFreedom() / days.size());
    }

    private static SplitStatistic ofDay(long[] day, List<int[]> groups, double[] shares) {
        double rows = Arrays.stream(day).sum();
        double[] differences = new double[shares.length];
        Arrays.setAll(differences, i -> Homogeneity.total(day, groups.get(i)) / rows - shares[i]);
        return Homogeneity.split(shares, differences, rows);
    }

    /** The factors of a subject: its own, shrunk towards its slice's. */
    static Dispersion of(SplitStatistic own, Factors ofSlice, DayRows rows) {
        int differences = rows.days() - 1;
        return new Dispersion(
                Factors.of(own, ofSlice).shrunk(ofSlice, differences), Math.max(1, differences), rows.usual());
    }

    /** What it is where days have so many rows, above 0. */
    Inflations forDaysOf(double otherRows) {
        double growth = otherRows / rows;
        return new Inflations(
                inflation(factors.whole, growth, WORTH_OF_LEADING + WORTH_OF_REST),
                inflation(factors.leading, growth, WORTH_OF_LEADING),
                inflation(factors.rest, growth, WORTH_OF_REST));
    }

    private Inflation inflation(double factor, double growth, double worth) {
        double upper = factor * (1 + CAUTION * Math.sqrt(2 / (worth * days)));
        return new Inflation(1 + (factor - 1) * growth, 1 + (upper - 1) * growth, PRIOR + days, worth * days);
    }

    /**
     * The inflations of the parts of a statistic.
     *
     * @param whole of all of it
     * @param leading of location and spread
     * @param rest of the rest
     */
    record Inflations(Inflation whole, Inflation leading, Inflation rest) {}

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
