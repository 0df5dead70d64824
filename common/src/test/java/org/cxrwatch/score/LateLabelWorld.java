package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;

/**
 * A made-up hospital whose labels come late, ever later, and not at random: hard images, of which fewer are answered
 * rightly, are labelled more often and sooner than easy ones. Known are both what a night sees and what comes later.
 */
final class LateLabelWorld {

    private static final int DAYS = 45;
    private static final int ALL_ARRIVED = 200;

    private final SplittableRandom random;
    private final List<Day> days = new ArrayList<>();

    /**
     * How a hospital's labels come.
     *
     * @param stretch delays on the last day over those on the first
     * @param daySpread standard deviation of a day's factor on the probability of a label
     * @param hardSooner how many times sooner hard images are labelled
     * @param rows on a weekday
     */
    record Habits(double stretch, double daySpread, double hardSooner, int rows) {}

    private record Day(int rows, TreeMap<Integer, AccuracyCount> arrived) {}

    LateLabelWorld(long seed, Habits habits) {
        this.random = new SplittableRandom(seed);
        for (int day = 0; day < DAYS; day++) {
            double slower = 1 + (habits.stretch() - 1) * day / (DAYS - 1);
            days.add(day(habits, slower, day % 7 >= 5 ? habits.rows() / 2 : habits.rows()));
        }
    }

    private Day day(Habits habits, double slower, int rows) {
        double factor = Math.max(0.2, 1 + habits.daySpread() * random.nextGaussian());
        double hardShare = 0.3 + 0.1 * (random.nextDouble() - 0.5);
        TreeMap<Integer, AccuracyCount> arrived = new TreeMap<>();
        for (int row = 0; row < rows; row++) {
            boolean isHard = random.nextDouble() < hardShare;
            if (random.nextDouble() < Math.min(1, factor * (isHard ? 0.75 : 0.55))) {
                double mean = 1.8 * slower / (isHard ? habits.hardSooner() : 1);
                int lag = (int) (-mean * Math.log(1 - random.nextDouble()) + random.nextDouble());
                int right = random.nextDouble() < (isHard ? 0.65 : 0.95) ? 1 : 0;
                arrived.merge(lag, new AccuracyCount(right, 1), AccuracyCount::plus);
            }
        }
        return new Day(rows, arrived);
    }

    private Day ofAge(int age) {
        return days.get(DAYS - 1 - age);
    }

    private static long count(Day day, int within) {
        return day.arrived().headMap(within, true).values().stream()
                .mapToLong(AccuracyCount::labelled)
                .sum();
    }

    private static long right(Day day, int within) {
        return day.arrived().headMap(within, true).values().stream()
                .mapToLong(AccuracyCount::correct)
                .sum();
    }

    LabelTriangle triangle() {
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        for (LateLabels.Arrived each : arrived()) {
            entries.add(new LabelTriangle.Entry(each.age(), each.lag(), each.labels()));
        }
        return LabelTriangle.of(entries);
    }

    List<LateLabels.Arrived> arrived() {
        List<LateLabels.Arrived> arrived = new ArrayList<>();
        for (int age = 0; age < DAYS; age++) {
            int day = age;
            arrived.add(new LateLabels.Arrived(day, 0, 0, 0));
            ofAge(age)
                    .arrived()
                    .headMap(age, true)
                    .forEach((lag, count) ->
                            arrived.add(new LateLabels.Arrived(day, lag, count.labelled(), count.correct())));
        }
        return arrived;
    }

    List<DayCount> counts() {
        List<DayCount> counts = new ArrayList<>();
        for (int age = 0; age < 28; age++) {
            counts.add(count(age));
        }
        return counts;
    }

    DayCount count(int age) {
        return new DayCount(Slice.ALL, age, ofAge(age).rows(), count(ofAge(age), age));
    }

    long right(int age) {
        return right(ofAge(age), age);
    }

    double finalCoverage(int age) {
        return (double) count(ofAge(age), ALL_ARRIVED) / ofAge(age).rows();
    }

    double finalAccuracy(int age) {
        return (double) right(ofAge(age), ALL_ARRIVED) / count(ofAge(age), ALL_ARRIVED);
    }

    LabelMaturity maturity() {
        return new LabelMaturity(LabelMaturity.Policy.DEFAULT, triangle(), counts());
    }

    LabelArrivals arrivals() {
        return new LabelArrivals(maturity(), triangle(), counts());
    }

    AccuracyBand band() {
        return new AccuracyBand(arrivals(), new LateLabels(triangle(), arrived()));
    }
}
