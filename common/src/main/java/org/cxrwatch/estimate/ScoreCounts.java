package org.cxrwatch.estimate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.NumericSummary;

/**
 * Rows of two groups at each of some ascending scores: positives and negatives, or answers of either class. Beyond the
 * capacity of a histogram the middle of a bucket stands for its scores.
 */
final class ScoreCounts {

    /** Counts above this are drawn from the normal distribution they are close to. */
    private static final long SUMMED_ONE_BY_ONE = 64;

    private final double[] scores;
    private final double[] first;
    private final double[] second;
    private final double firstTotal;
    private final double secondTotal;

    private ScoreCounts(double[] scores, double[] first, double[] second) {
        this.scores = scores;
        this.first = first;
        this.second = second;
        this.firstTotal = sum(first);
        this.secondTotal = sum(second);
    }

    /** Exact: whole numbers. */
    private static double sum(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The finite scores of both groups, at the coarser resolution of the two. */
    static ScoreCounts of(NumericSummary firstGroup, NumericSummary secondGroup) {
        int shift =
                Math.max(firstGroup.histogram().shift(), secondGroup.histogram().shift());
        AdaptiveHistogram one = firstGroup.histogram().at(shift);
        AdaptiveHistogram other = secondGroup.histogram().at(shift);
        double[] scores = new double[one.size() + other.size()];
        double[] first = new double[scores.length];
        double[] second = new double[scores.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            int order = i == one.size() ? 1 : j == other.size() ? -1 : Long.compare(one.bucketAt(i), other.bucketAt(j));
            scores[size] = order <= 0 ? one.valueAt(i) : other.valueAt(j);
            first[size] = order <= 0 ? one.countAt(i++) : 0;
            second[size++] = order >= 0 ? other.countAt(j++) : 0;
        }
        return new ScoreCounts(Arrays.copyOf(scores, size), Arrays.copyOf(first, size), Arrays.copyOf(second, size));
    }

    int size() {
        return scores.length;
    }

    double scoreAt(int index) {
        return scores[index];
    }

    double firstAt(int index) {
        return first[index];
    }

    double secondAt(int index) {
        return second[index];
    }

    double totalAt(int index) {
        return first[index] + second[index];
    }

    double firstTotal() {
        return firstTotal;
    }

    double secondTotal() {
        return secondTotal;
    }

    double total() {
        return firstTotal + secondTotal;
    }

    /** The same in at most so many scores: neighbours are joined two by two, at their mean. */
    ScoreCounts atMost(int most) {
        ScoreCounts joined = this;
        while (joined.size() > most) {
            joined = joined.halved();
        }
        return joined;
    }

    private ScoreCounts halved() {
        int size = (scores.length + 1) / 2;
        double[] means = new double[size];
        double[] ofFirst = new double[size];
        double[] ofSecond = new double[size];
        for (int i = 0; i < scores.length; i++) {
            ofFirst[i / 2] += first[i];
            ofSecond[i / 2] += second[i];
            means[i / 2] += totalAt(i) * scores[i];
        }
        for (int i = 0; i < size; i++) {
            double rows = ofFirst[i] + ofSecond[i];
            means[i] = rows > 0 ? means[i] / rows : scores[2 * i];
        }
        return new ScoreCounts(means, ofFirst, ofSecond);
    }

    /** As many rows drawn from these with replacement, but that their number varies (Poisson's bootstrap). */
    ScoreCounts resampled(RandomGenerator random) {
        double[] drawnFirst = new double[first.length];
        double[] drawnSecond = new double[second.length];
        for (int i = 0; i < scores.length; i++) {
            drawnFirst[i] = poisson(first[i], random);
            drawnSecond[i] = poisson(second[i], random);
        }
        return new ScoreCounts(scores, drawnFirst, drawnSecond);
    }

    /** Knuth's product of uniforms; near enough normal where the mean is large. */
    private static double poisson(double mean, RandomGenerator random) {
        if (mean > SUMMED_ONE_BY_ONE) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** How many of so many rows are positive, each with the probability. */
    static double binomial(double rows, double probability, RandomGenerator random) {
        if (rows > SUMMED_ONE_BY_ONE) {
            double drawn =
                    rows * probability + Math.sqrt(rows * probability * (1 - probability)) * random.nextGaussian();
            return Math.min(rows, Math.max(0, Math.rint(drawn)));
        }
        int hits = 0;
        for (int row = 0; row < rows; row++) {
            hits += random.nextDouble() < probability ? 1 : 0;
        }
        return hits;
    }
}
