package org.cxrwatch.estimate;

import java.util.random.RandomGenerator;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/** A window's answers by score: those that said positive, and the others. Scores that are not finite are left out. */
final class ScoredRows {

    private final ScoreCounts counts;

    private ScoredRows(ScoreCounts counts) {
        this.counts = counts;
    }

    static ScoredRows of(DistributionPart part, String positiveClass) {
        NumericSummary positive = NumericSummary.empty(part.resolution());
        NumericSummary other = positive;
        for (var each : part.classes().entries().entrySet()) {
            if (each.getKey().equals(positiveClass)) {
                positive = positive.plus(each.getValue().positiveScore());
            } else {
                other = other.plus(each.getValue().positiveScore());
            }
        }
        return new ScoredRows(ScoreCounts.of(positive, other));
    }

    ScoreCounts counts() {
        return counts;
    }

    long rows() {
        return Math.round(counts.total());
    }

    /** What the labels are expected to show, each row positive with its probability. */
    LabelledOutcome expected(double[] probabilities) {
        Tally tally = new Tally();
        for (int i = 0; i < counts.size(); i++) {
            tally.add(i, counts.firstAt(i) * probabilities[i], counts.secondAt(i) * probabilities[i]);
        }
        return tally.outcome();
    }

    /** What the labels might show, each row drawn with its probability. */
    LabelledOutcome drawn(double[] probabilities, RandomGenerator random) {
        Tally tally = new Tally();
        for (int i = 0; i < counts.size(); i++) {
            tally.add(
                    i,
                    ScoreCounts.binomial(counts.firstAt(i), probabilities[i], random),
                    ScoreCounts.binomial(counts.secondAt(i), probabilities[i], random));
        }
        return tally.outcome();
    }

    /** Sums over ascending scores. */
    private final class Tally {

        private double truePositives;
        private double falseNegatives;
        private double negativesBelow;
        private double ordered;

        void add(int index, double positivesOfFirst, double positivesOfSecond) {
            double positives = positivesOfFirst + positivesOfSecond;
            double negatives = counts.totalAt(index) - positives;
            truePositives += positivesOfFirst;
            falseNegatives += positivesOfSecond;
            ordered += positives * (negativesBelow + negatives / 2);
            negativesBelow += negatives;
        }

        LabelledOutcome outcome() {
            double positives = truePositives + falseNegatives;
            return new LabelledOutcome(
                    truePositives,
                    counts.firstTotal() - truePositives,
                    falseNegatives,
                    counts.secondTotal() - falseNegatives,
                    ordered / (positives * negativesBelow));
        }
    }
}
