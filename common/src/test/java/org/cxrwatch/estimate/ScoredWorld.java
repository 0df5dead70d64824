package org.cxrwatch.estimate;

import java.util.SplittableRandom;

/** A made-up classifier whose score means the same everywhere: the logit of a score is normal about ± 1.5. */
final class ScoredWorld {

    private final SplittableRandom random;

    ScoredWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Rows with their labels, which a window does not show. */
    static final class Rows {

        private final double[] positives;
        private final double[] negatives;

        Rows(double[] positives, double[] negatives) {
            this.positives = positives;
            this.negatives = negatives;
        }

        double[] positives() {
            return positives;
        }

        double[] negatives() {
            return negatives;
        }

        double[] all() {
            double[] all = java.util.Arrays.copyOf(positives, positives.length + negatives.length);
            System.arraycopy(negatives, 0, all, positives.length, negatives.length);
            return all;
        }

        double realised(EstimatedMetric metric) {
            ScoreCounts counts = ScoreCounts.of(SomeRows.numbers(positives), SomeRows.numbers(negatives));
            double below = 0;
            double ordered = 0;
            double[] said = new double[2];
            for (int i = 0; i < counts.size(); i++) {
                ordered += counts.firstAt(i) * (below + counts.secondAt(i) / 2);
                below += counts.secondAt(i);
                said[0] += counts.scoreAt(i) >= 0.5 ? counts.firstAt(i) : 0;
                said[1] += counts.scoreAt(i) >= 0.5 ? counts.secondAt(i) : 0;
            }
            return metric.of(new LabelledOutcome(
                    said[0],
                    said[1],
                    positives.length - said[0],
                    negatives.length - said[1],
                    ordered / ((double) positives.length * negatives.length)));
        }
    }

    Rows rows(int n, double prevalence) {
        int positives = 0;
        for (int row = 0; row < n; row++) {
            positives += random.nextDouble() < prevalence ? 1 : 0;
        }
        return new Rows(scores(positives, 1.5), scores(n - positives, -1.5));
    }

    private double[] scores(int n, double centre) {
        double[] scores = new double[n];
        java.util.Arrays.setAll(scores, i -> 1 / (1 + Math.exp(-centre - 1.3 * random.nextGaussian() - 0.4)));
        return scores;
    }
}
