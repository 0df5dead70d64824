package org.cxrwatch.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * First labels by the day of their prediction and how many days later they arrived, as a night knows them, and what
 * they tell of labels still to come: reverse hazards of the truncated delays (Lagakos, Barraj and De Gruttola 1988,
 * doi:10.1093/biomet/75.3.515; the chain ladder of reserving).
 */
public final class LabelTriangle {

    private final int oldest;
    private final double[] expected;
    private final Map<Integer, Map<Integer, Long>> labels;

    /**
     * Learns the delays.
     *
     * @param labels first labels by age of the prediction day at the night (0: the night's own day), then by lag in
     * days
     */
    public LabelTriangle(Map<Integer, Map<Integer, Long>> labels) {
        this.labels = Map.copyOf(labels);
        this.oldest = labels.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        this.expected = new double[oldest + 1];
        expected[oldest] = 1;
        for (int lag = oldest; lag >= 1; lag--) {
            expected[lag - 1] = expected[lag] * (1 - hazard(labels, lag));
        }
    }

    /**
     * Of the labels that arrived within {@code lag} days, the share that arrived on the last of them; days old enough
     * to tell.
     */
    private static double hazard(Map<Integer, Map<Integer, Long>> labels, int lag) {
        double at = 0;
        double within = 0;
        for (Map.Entry<Integer, Map<Integer, Long>> day : labels.entrySet()) {
            if (day.getKey() >= lag) {
                for (Map.Entry<Integer, Long> count : day.getValue().entrySet()) {
                    at += count.getKey() == lag ? count.getValue() : 0;
                    within += count.getKey() <= lag ? count.getValue() : 0;
                }
            }
        }
        return within > 0 ? at / within : 0;
    }

    /** The age of the oldest prediction day it learnt from, in days. */
    public int oldest() {
        return oldest;
    }

    /** The share of its final labels that a day of this age usually has, 0 to 1; 1 beyond the oldest day known. */
    public double expectedShare(int age) {
        return age > oldest ? 1 : expected[age];
    }

    /** First labels of the day of this age that arrived within so many days. */
    long within(int age, int lag) {
        return labels.getOrDefault(age, Map.of()).entrySet().stream()
                .filter(count -> count.getKey() <= lag)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Adds up (age, lag, labels) triples. */
    public static LabelTriangle of(List<Entry> entries) {
        Map<Integer, Map<Integer, Long>> labels = new HashMap<>();
        entries.forEach(entry -> labels.computeIfAbsent(entry.age(), age -> new TreeMap<>())
                .merge(entry.lag(), entry.labels(), Long::sum));
        return new LabelTriangle(labels);
    }

    /**
     * First labels of one prediction day that arrived together.
     *
     * @param age of the prediction day, days before the night's day
     * @param lag days between prediction and arrival
     * @param labels how many; 0 for a day without
     */
    public record Entry(int age, int lag, long labels) {}
}
