package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much more or less often answers were right whose labels came late: the mean over past days of (share right among
 * labels that came after an age) − (share right among those that came until then), each day weighted by 1 / (its
 * sampling variance + τ²), τ² the variance between days by DerSimonian and Laird. Labels seldom come at random: easy
 * images may be labelled first, or the urgent ones. A day teaches once {@value #COMPLETE} of its labels are usually
 * there, so that days whose late labels are still to come do not. Least: {@value #LEAST_DAYS} days; an age about which
 * fewer teach is told what the next younger one was. Source: doi:10.1016/0197-2456(86)90046-2.
 */
public final class LateLabels {

    private static final double COMPLETE = 0.9;
    private static final int LEAST_DAYS = 7;

    private final Map<Integer, Difference> byAge = new TreeMap<>();
    private final int oldest;

    /**
     * First labels of one prediction day that arrived together, and how many of the answers were right.
     *
     * @param age of the prediction day, days before the night's day
     * @param lag days between prediction and arrival
     * @param labels how many
     * @param right those that equal the answer
     */
    public record Arrived(int age, int lag, long labels, long right) {}

    /**
     * Accuracy of later labels less that of earlier ones.
     *
     * @param mean the difference, in (−1, 1)
     * @param variance of one day's true difference about it: between days, and of the mean itself
     */
    record Difference(double mean, double variance) {}

    private record Both(AccuracyCount early, AccuracyCount late) {}

    private record Observed(double difference, double variance) {}

    /** Learns from labels that were seen to arrive. */
    public LateLabels(LabelTriangle triangle, Iterable<Arrived> arrivals) {
        Map<Integer, Map<Integer, AccuracyCount>> days = new TreeMap<>();
        for (Arrived each : arrivals) {
            days.computeIfAbsent(each.age(), age -> new TreeMap<>())
                    .merge(each.lag(), new AccuracyCount(each.right(), each.labels()), AccuracyCount::plus);
        }
        days.keySet().removeIf(age -> triangle.expectedShare(age) < COMPLETE);
        this.oldest = days.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int age = 0; age <= oldest; age++) {
            int at = age;
            learn(days.entrySet().stream()
                            .filter(day -> day.getKey() > at)
                            .map(day -> parted(day.getValue(), at))
                            .toList())
                    .ifPresent(difference -> byAge.put(at, difference));
        }
    }

    private static Both parted(Map<Integer, AccuracyCount> day, int age) {
        AccuracyCount early = AccuracyCount.NONE;
        AccuracyCount late = AccuracyCount.NONE;
        for (Map.Entry<Integer, AccuracyCount> lag : day.entrySet()) {
            if (lag.getKey() <= age) {
                early = early.plus(lag.getValue());
            } else {
                late = late.plus(lag.getValue());
            }
        }
        return new Both(early, late);
    }

    private static Optional<Difference> learn(List<Both> days) {
        List<Observed> observed = new ArrayList<>();
        for (Both day : days) {
            if (day.early().labelled() > 0 && day.late().labelled() > 0) {
                observed.add(new Observed(
                        day.late().accuracy() - day.early().accuracy(), variance(day.early()) + variance(day.late())));
            }
        }
        return observed.size() < LEAST_DAYS ? Optional.empty() : Optional.of(pooled(observed));
    }

    /** As if half a label of either kind more had been seen: no day is sure of its share. */
    private static double variance(AccuracyCount count) {
        double share = (count.correct() + 0.5) / (count.labelled() + 1);
        return share * (1 - share) / count.labelled();
    }

    private static Difference pooled(List<Observed> days) {
        double between = Math.max(0, betweenDays(days));
        double weights = 0;
        double sum = 0;
        for (Observed day : days) {
            double weight = 1 / (day.variance() + between);
            weights += weight;
            sum += weight * day.difference();
        }
        return new Difference(sum / weights, between + 1 / weights);
    }

    /** DerSimonian and Laird: (Q − (D − 1)) / (Σw − Σw²/Σw), w = 1 / sampling variance. */
    private static double betweenDays(List<Observed> days) {
        double weights = 0;
        double squares = 0;
        double sum = 0;
        for (Observed day : days) {
            double weight = 1 / day.variance();
            weights += weight;
            squares += weight * weight;
            sum += weight * day.difference();
        }
        double mean = sum / weights;
        double heterogeneity = days.stream()
                .mapToDouble(day -> (day.difference() - mean) * (day.difference() - mean) / day.variance())
                .sum();
        return (heterogeneity - (days.size() - 1)) / (weights - squares / weights);
    }

    /** The difference that is to be expected at an age; empty as long as nothing is known. */
    Optional<Difference> find(int age) {
        return byAge.entrySet().stream()
                .filter(known -> known.getKey() <= age)
                .reduce((younger, older) -> older)
                .map(Map.Entry::getValue);
    }
}
