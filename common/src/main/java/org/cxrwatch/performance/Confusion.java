package org.cxrwatch.performance;

import org.cxrwatch.summary.Keyed;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;

/**
 * Labelled predictions, the positive class against all others.
 *
 * @param truePositives positive, and said so
 * @param falsePositives said to be positive, and not
 * @param falseNegatives positive, and not said so
 * @param trueNegatives neither
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** No labels. */
    public static final Confusion NONE = new Confusion(0, 0, 0, 0);

    /** Counts labelled predictions, those whose score was not finite among them. */
    public static Confusion of(LabelledScores labelled, String positiveClass) {
        Confusion sum = NONE;
        for (var actual : labelled.byActual().entries().entrySet()) {
            boolean isPositive = actual.getKey().equals(positiveClass);
            long said = rowsSaid(actual.getValue(), positiveClass);
            long other = rows(actual.getValue()) - said;
            sum = sum.plus(isPositive ? new Confusion(said, 0, other, 0) : new Confusion(0, said, 0, other));
        }
        return sum;
    }

    private static long rowsSaid(Keyed<NumericSummary> byPredicted, String positiveClass) {
        return byPredicted.find(positiveClass).map(Confusion::rows).orElse(0L);
    }

    private static long rows(Keyed<NumericSummary> byPredicted) {
        return byPredicted.entries().values().stream()
                .mapToLong(Confusion::rows)
                .sum();
    }

    static long rows(NumericSummary scores) {
        return scores.count() + scores.notFinite();
    }

    /** Both together. */
    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** All labelled predictions. */
    public long labelled() {
        return actualPositives() + actualNegatives();
    }

    /** Those that are positive. */
    public long actualPositives() {
        return truePositives + falseNegatives;
    }

    /** Those that are not. */
    public long actualNegatives() {
        return falsePositives + trueNegatives;
    }

    /** Those said to be positive. */
    public long predictedPositives() {
        return truePositives + falsePositives;
    }

    /** Those said to be negative. */
    public long predictedNegatives() {
        return falseNegatives + trueNegatives;
    }
}
