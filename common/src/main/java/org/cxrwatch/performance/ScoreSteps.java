package org.cxrwatch.performance;

import java.util.Arrays;
import org.cxrwatch.summary.AdaptiveHistogram;

/**
 * Scored labels by score, ascending: at each step one score, and how many positives and how many others have it. Rows
 * of equal score are one step, so that histograms are as good as rows. Beyond the capacity a step is a bucket, and its
 * score the bucket's middle.
 */
final class ScoreSteps {

    /** Where scores are cut before their odds are taken: 0 and 1 have none. */
    static final double EPSILON = 1e-6;

    private final double[] scores;
    private final long[] positives;
    private final long[] negatives;
    private final long allPositives;
    private final long allNegatives;

    private ScoreSteps(double[] scores, long[] positives, long[] negatives) {
        this.scores = scores;
        this.positives = positives;
        this.negatives = negatives;
        this.allPositives = Arrays.stream(positives).sum();
        this.allNegatives = Arrays.stream(negatives).sum();
    }

    /** Both sides together; they have the same shift. */
    static ScoreSteps of(AdaptiveHistogram positive, AdaptiveHistogram negative) {
        double[] scores = new double[positive.size() + negative.size()];
        long[] positives = new long[scores.length];
        long[] negatives = new long[scores.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < positive.size() || j < negative.size()) {
            int order = i == positive.size()
                    ? 1
                    : j == negative.size() ? -1 : Long.compare(positive.bucketAt(i), negative.bucketAt(j));
            scores[size] = order <= 0 ? positive.valueAt(i) : negative.valueAt(j);
            positives[size] = order <= 0 ? positive.countAt(i++) : 0;
            negatives[size++] = order >= 0 ? negative.countAt(j++) : 0;
        }
        return new ScoreSteps(
                Arrays.copyOf(scores, size), Arrays.copyOf(positives, size), Arrays.copyOf(negatives, size));
    }

    /** The number of distinct scores. */
    int size() {
        return scores.length;
    }

    /** The score as a probability, cut to [0, 1], as the middle of a bucket can lie beyond. */
    double probabilityAt(int step) {
        return Range.SHARE.cut(scores[step]);
    }

    /** The score as a probability that has odds: cut to [ε, 1 − ε]. */
    double clippedAt(int step) {
        return Math.min(1 - EPSILON, Math.max(EPSILON, scores[step]));
    }

    long positivesAt(int step) {
        return positives[step];
    }

    long negativesAt(int step) {
        return negatives[step];
    }

    long rowsAt(int step) {
        return positives[step] + negatives[step];
    }

    long positives() {
        return allPositives;
    }

    long negatives() {
        return allNegatives;
    }

    long rows() {
        return allPositives + allNegatives;
    }

    boolean hasBothClasses() {
        return allPositives > 0 && allNegatives > 0;
    }

    /** What would have been said at a threshold: positive from this score on. */
    Confusion at(double threshold) {
        long truePositives = 0;
        long falsePositives = 0;
        for (int i = size() - 1; i >= 0 && scores[i] >= threshold; i--) {
            truePositives += positives[i];
            falsePositives += negatives[i];
        }
        return new Confusion(
                truePositives, falsePositives, allPositives - truePositives, allNegatives - falsePositives);
    }
}
