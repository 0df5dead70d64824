package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether a number rises from day to day, whatever its rhythm within the day. Each hour is compared with the same hour
 * of other days only.
 *
 * <p>The slope is the seasonal Kendall slope: the median of (y_jh − y_ih)/(j − i) over all days i before j and hours h
 * (Hirsch, Slack and Smith 1982, doi:10.1029/WR018i001p00107). p is the share of all orders of the days whose seasonal
 * Kendall statistic S = Σ_h Σ_{i&lt;j} sign(y_jh − y_ih) is at least the one observed: exact, and valid however much
 * the hours of a day resemble each other, as whole days are exchanged; one-sided, for rising. It takes {@value #LEAST}
 * days to be as small as 0.0084, and looks at no more than {@value #MOST}, 5,040 orders. A day or hour without samples
 * is left out of the pairs it would be in; days keep their distance.
 *
 * @param days how many were looked at, with samples
 * @param slope change a day over all of these days
 * @param rate change a day since it began to rise: the same slope, of the days from the one before that on
 * @param level median of all hours
 * @param last median of the last day's hours
 * @param p probability of such an order of the days by chance
 * @param risesFor days before the last one on which it began to rise, by the level and line from it that fit the days'
 *     medians best; empty if it rises from the first day that was looked at, or before
 */
public record DailyTrend(
        int days, double slope, double rate, double level, double last, double p, OptionalInt risesFor) {

    /** The fewest days. */
    public static final int LEAST = 5;

    /** The most days: the last ones. */
    public static final int MOST = 7;

    /**
     * The trend of the last of these consecutive days, each with its hours in the same order, NaN where one has no
     * samples; empty if too few have any, or the last has none.
     */
    public static Optional<DailyTrend> find(List<double[]> hoursOfDays) {
        List<Day> days = new ArrayList<>();
        for (int at = Math.max(0, hoursOfDays.size() - MOST); at < hoursOfDays.size(); at++) {
            double[] hours = hoursOfDays.get(at);
            if (Arrays.stream(hours).anyMatch(Double::isFinite)) {
                days.add(new Day(at, hours));
            }
        }
        boolean isOver = days.isEmpty() || days.get(days.size() - 1).at() < hoursOfDays.size() - 1;
        return isOver || days.size() < LEAST ? Optional.empty() : Optional.of(of(days));
    }

    private static DailyTrend of(List<Day> days) {
        int n = days.size();
        int[][] signs = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                signs[i][j] = days.get(i).compareWith(days.get(j));
                signs[j][i] = -signs[i][j];
            }
        }
        Day last = days.get(n - 1);
        int first = firstRising(days);
        return new DailyTrend(
                n,
                slope(days),
                slope(days.subList(first - 1, n)),
                median(days.stream()
                        .flatMapToDouble(day -> Arrays.stream(day.hours()))
                        .toArray()),
                last.median(),
                new Orders(signs).shareAtLeastAsRising(),
                first > 1 ? OptionalInt.of(last.at() - days.get(first).at()) : OptionalInt.empty());
    }

    /** The median change a day over all pairs of days and hours. */
    private static double slope(List<Day> days) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            for (Day later : days.subList(i + 1, days.size())) {
                days.get(i).addSlopes(later, slopes);
            }
        }
        return median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The first day above a level, where that level and a line from it fit the days' medians best. */
    private static int firstRising(List<Day> days) {
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int first = 1; first < days.size(); first++) {
            double misfit = misfit(days, first);
            if (misfit <= least) {
                least = misfit;
                best = first;
            }
        }
        return best;
    }

    /** Σ |median − fit|, the fit level before {@code first} and a line from there. */
    private static double misfit(List<Day> days, int first) {
        int base = days.get(first - 1).at();
        double level =
                median(days.subList(0, first).stream().mapToDouble(Day::median).toArray());
        double slope = median(days.subList(first, days.size()).stream()
                .mapToDouble(day -> (day.median() - level) / (day.at() - base))
                .toArray());
        return days.stream()
                .mapToDouble(day -> Math.abs(day.median() - level - slope * Math.max(0, day.at() - base)))
                .sum();
    }

    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What it rises in these days, as a share of the level; empty where the level is 0. */
    public OptionalDouble gained() {
        return level == 0 ? OptionalDouble.empty() : OptionalDouble.of(slope * (days - 1) / Math.abs(level));
    }

    /** After how many days it reaches a limit if it goes on as of late; 0 if it has, empty if it does not rise. */
    public OptionalDouble daysTo(double limit) {
        if (last >= limit) {
            return OptionalDouble.of(0);
        }
        return rate > 0 ? OptionalDouble.of((limit - last) / rate) : OptionalDouble.empty();
    }

    /** The hours of a day, and its place among all days. */
    private static final class Day {

        private final int at;
        private final double[] hours;
        private final double median;

        Day(int at, double[] hours) {
            this.at = at;
            this.hours = hours;
            this.median = DailyTrend.median(hours);
        }

        int at() {
            return at;
        }

        double[] hours() {
            return hours;
        }

        double median() {
            return median;
        }

        /** How many hours rose until a later day, less those that fell. */
        int compareWith(Day later) {
            return (int) differences(later).map(Math::signum).sum();
        }

        void addSlopes(Day later, List<Double> slopes) {
            differences(later).forEach(difference -> slopes.add(difference / (later.at - at)));
        }

        private DoubleStream differences(Day later) {
            return IntStream.range(0, hours.length)
                    .mapToDouble(hour -> later.hours[hour] - hours[hour])
                    .filter(Double::isFinite);
        }
    }

    /** All orders of the days. */
    private static final class Orders {

        private final int[][] signs;
        private final int observed;
        private long all;
        private long atLeast;

        Orders(int[][] signs) {
            this.signs = signs;
            int sum = 0;
            for (int i = 0; i < signs.length; i++) {
                for (int j = i + 1; j < signs.length; j++) {
                    sum += signs[i][j];
                }
            }
            this.observed = sum;
        }

        double shareAtLeastAsRising() {
            place(new int[signs.length], 0, 0, 0);
            return (double) atLeast / all;
        }

        /** Puts each day that is left ({@code used} holds the others as bits) in the next place. */
        private void place(int[] order, int next, int used, int sum) {
            if (next == order.length) {
                all++;
                atLeast += sum >= observed ? 1 : 0;
                return;
            }
            for (int day = 0; day < order.length; day++) {
                if ((used & (1 << day)) == 0) {
                    order[next] = day;
                    int more = 0;
                    for (int before = 0; before < next; before++) {
                        more += signs[order[before]][day];
                    }
                    place(order, next + 1, used | (1 << day), sum + more);
                }
            }
        }
    }
}
