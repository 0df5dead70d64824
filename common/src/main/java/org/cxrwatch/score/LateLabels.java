package org.cxrwatch.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much more or less often answers were right whose labels came late: the log odds ratio of being right, labels
 * that came after an age (l) over those that came until then (e), over past days by Mantel and Haenszel, ln Σ (r_l
 * w_e / n) / Σ (w_l r_e / n), with right r, wrong w and n = all labels of a day, ½ added to either sum. What one day
 * differs from it has DerSimonian and Laird's variance between days τ², and the mean 1/Σ 1/(v + τ²) more, v = Σ
 * 1/(count + ½). Log odds, so that what late labels add stays below 1 where early ones are near it. Labels seldom
 * come at random: easy images may be labelled first, or the urgent ones. A day teaches once {@value #COMPLETE} of its
 * labels are usually there, so that days whose late labels are still to come do not. Least: {@value #LEAST_DAYS}
 * days; an age about which fewer teach is told what the next younger one was. Sources: doi:10.1093/jnci/22.4.719
 * (Mantel and Haenszel 1959), doi:10.1016/0197-2456(86)90046-2 (DerSimonian and Laird 1986).
 */
public final class LateLabels {

    private static final double COMPLETE = 0.9;
    private static final int LEAST_DAYS = 7;
    private static final double HALF = 0.5;

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
     * Log odds of later labels being right less those of earlier ones.
     *
     * @param mean the difference
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
        List<Both> both = days.stream()
                .filter(day -> day.early().labelled() > 0 && day.late().labelled() > 0)
                .toList();
        if (both.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        return Optional.of(pooled(both, both.stream().map(LateLabels::observed).toList()));
    }

    private static Observed observed(Both day) {
        LogOdds early = LogOdds.of(day.early());
        LogOdds later = LogOdds.of(day.late());
        return new Observed(later.value() - early.value(), later.variance() + early.variance());
    }

    /**
     * Log odds of being right, as if half a label of either kind more had been seen: no day is sure of its share.
     *
     * @param value ln (right + ½)/(wrong + ½)
     * @param variance 1/(right + ½) + 1/(wrong + ½)
     */
    record LogOdds(double value, double variance) {

        static LogOdds of(AccuracyCount count) {
            double right = count.correct() + HALF;
            double wrong = count.wrong() + HALF;
            return new LogOdds(Math.log(right / wrong), 1 / right + 1 / wrong);
        }
    }

    private static Difference pooled(List<Both> days, List<Observed> observed) {
        double between = Math.max(0, betweenDays(observed));
        double weights = observed.stream()
                .mapToDouble(day -> 1 / (day.variance() + between))
                .sum();
        return new Difference(mantelHaenszel(days), between + 1 / weights);
    }

    /** ln Σ (r_l w_e / n) / Σ (w_l r_e / n), half a label added to either sum, not to every day's counts. */
    private static double mantelHaenszel(List<Both> days) {
        double above = 0;
        double below = 0;
        for (Both day : days) {
            double n = day.early().labelled() + day.late().labelled();
            above += day.late().correct() * (double) day.early().wrong() / n;
            below += day.late().wrong() * (double) day.early().correct() / n;
        }
        return Math.log((above + HALF) / (below + HALF));
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
