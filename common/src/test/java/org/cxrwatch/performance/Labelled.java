package org.cxrwatch.performance;

import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/** Labelled predictions of a binary classifier. */
final class Labelled {

    static final String POSITIVE = "PNEUMONIA";
    static final String NEGATIVE = "NORMAL";

    private Labelled() {}

    static LabelledScores none() {
        return LabelledScores.empty(Resolution.ALL);
    }

    static LabelledScores scores(String actual, String predicted, double... scores) {
        return scores(Resolution.ALL, actual, predicted, scores);
    }

    static LabelledScores scores(Resolution resolution, String actual, String predicted, double... scores) {
        return LabelledScores.of(actual, predicted, NumericSummary.of(resolution, scores));
    }

    /** A confusion matrix whose scores are 0.9 for positive answers and 0.2 for negative ones. */
    static Outcomes outcomes(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {
        LabelledScores all = scores(POSITIVE, POSITIVE, filled(truePositives, 0.9))
                .plus(scores(NEGATIVE, POSITIVE, filled(falsePositives, 0.9)))
                .plus(scores(POSITIVE, NEGATIVE, filled(falseNegatives, 0.2)))
                .plus(scores(NEGATIVE, NEGATIVE, filled(trueNegatives, 0.2)));
        return Outcomes.of(all, POSITIVE, all.rows());
    }

    static Outcomes of(LabelledScores scores) {
        return Outcomes.of(scores, POSITIVE, scores.rows());
    }

    /** Answers of one class with these positive scores, labelled or not. */
    static DistributionPart answers(String predicted, double... scores) {
        return answers(Resolution.ALL, predicted, scores);
    }

    static DistributionPart answers(Resolution resolution, String predicted, double... scores) {
        ClassDistribution nothing = ClassDistribution.empty(resolution);
        NumericSummary positiveScore = NumericSummary.of(resolution, scores);
        return DistributionPart.of(
                resolution,
                Map.of(
                        predicted,
                        new ClassDistribution(
                                scores.length,
                                nothing.confidence(),
                                positiveScore,
                                nothing.features(),
                                nothing.attributes())));
    }

    private static double[] filled(int n, double value) {
        double[] values = new double[n];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** The number of each metric, absent ones left out. */
    static Map<String, Double> numbers(Outcomes outcomes) {
        Map<String, Double> numbers = new TreeMap<>();
        PerformanceMetrics.all()
                .forEach(metric ->
                        metric.score(outcomes).score().number().ifPresent(value -> numbers.put(metric.name(), value)));
        return numbers;
    }
}
