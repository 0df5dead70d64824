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
record AccuracyCount(long correct, long labelled) {

    static final AccuracyCount NONE = new AccuracyCount(0, 0);

    static AccuracyCount of(LabelPart labels) {
        LabelledScores standing = labels.standing();
        long correct = standing.byActual().entries().keySet().stream()
                .mapToLong(actual -> standing.scores(actual, actual).count())
                .sum();
        return new AccuracyCount(correct, standing.rows());
    }

    AccuracyCount plus(AccuracyCount other) {
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
