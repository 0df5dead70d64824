package org.cxrwatch.score;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;

/**
 * How many labelled predictions were right.
 *
 * @param correct labels that equal the prediction
 * @param labelled labels that hold
 */
public record AccuracyCount(long correct, long labelled) {

    /** No labels. */
    public static final AccuracyCount NONE = new AccuracyCount(0, 0);

    /** Of the labels that hold. */
    public static AccuracyCount of(LabelPart labels) {
        return of(labels.standing());
    }

    /** Of a cell: labels given less those withdrawn. What only corrects others adds none. */
    public static AccuracyCount gained(LabelPart cell) {
        AccuracyCount given = of(cell.given());
        AccuracyCount withdrawn = of(cell.withdrawn());
        long labelled = Math.max(0, given.labelled - withdrawn.labelled);
        return new AccuracyCount(Math.min(labelled, Math.max(0, given.correct - withdrawn.correct)), labelled);
    }

    /** Of labels, whatever the number of classes. */
    public static AccuracyCount of(LabelledScores scores) {
        long correct = scores.byActual().entries().keySet().stream()
                .map(actual -> scores.scores(actual, actual))
                .mapToLong(right -> right.count() + right.notFinite())
                .sum();
        return new AccuracyCount(correct, scores.rows());
    }

    /** Both together. */
    public AccuracyCount plus(AccuracyCount other) {
        return new AccuracyCount(correct + other.correct, labelled + other.labelled);
    }

    long wrong() {
        return labelled - correct;
    }

    /**
     * Fisher's exact one-sided probability of so few right answers, or fewer, had both the same accuracy: given both
     * samples' totals, hypergeometric.
     */
    double probabilityOfSoFew(AccuracyCount before) {
        return HypergeometricDistribution.of(
                        Math.toIntExact(before.labelled + labelled),
                        Math.toIntExact(before.correct + correct),
                        Math.toIntExact(labelled))
                .cumulativeProbability((int) correct);
    }

    double accuracy() {
        return (double) correct / labelled;
    }
}
