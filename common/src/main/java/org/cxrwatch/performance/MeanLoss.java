package org.cxrwatch.performance;

import java.util.function.DoubleUnaryOperator;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.CompensatedSum;

/**
 * The mean of a loss over scored rows, with its standard error.
 *
 * @param mean its mean
 * @param standardError sample standard deviation over √n; NaN below two rows
 * @param n scored rows
 */
record MeanLoss(double mean, double standardError, long n) {

    /**
     * The mean over all scores.
     *
     * @param ofPositive the loss of a score of a positive
     * @param ofNegative the loss of a score of another
     */
    static MeanLoss of(Outcomes outcomes, DoubleUnaryOperator ofPositive, DoubleUnaryOperator ofNegative) {
        long n = outcomes.scored();
        CompensatedSum sum = new CompensatedSum();
        add(sum, outcomes.positiveScores(), ofPositive);
        add(sum, outcomes.negativeScores(), ofNegative);
        double mean = sum.value() / n;
        CompensatedSum squares = new CompensatedSum();
        add(squares, outcomes.positiveScores(), score -> square(ofPositive.applyAsDouble(score) - mean));
        add(squares, outcomes.negativeScores(), score -> square(ofNegative.applyAsDouble(score) - mean));
        return new MeanLoss(mean, Math.sqrt(squares.value() / (n - 1) / n), n);
    }

    private static void add(CompensatedSum sum, AdaptiveHistogram scores, DoubleUnaryOperator loss) {
        for (int i = 0; i < scores.size(); i++) {
            sum.add(scores.countAt(i) * loss.applyAsDouble(scores.valueAt(i)));
        }
    }

    private static double square(double value) {
        return value * value;
    }

    /** The mean ± 1.96 standard errors; without an interval below two rows. */
    MetricValue within(Range range) {
        return n < 2 ? MetricValue.exact(mean, n) : MetricValue.of(mean, Wilson.Z95 * standardError, range, n);
    }
}
