package org.cxrwatch.estimate;

import java.util.Arrays;
import java.util.Map;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/** Answers of a binary classifier that says positive from 0.5 on, and their labels. */
final class SomeRows {

    static final String POSITIVE = "PNEUMONIA";
    static final String NEGATIVE = "NORMAL";

    private SomeRows() {}

    /** Labels of answers with these scores. */
    static LabelledScores labelled(double[] positives, double[] negatives) {
        return ofClass(POSITIVE, positives).plus(ofClass(NEGATIVE, negatives));
    }

    private static LabelledScores ofClass(String actual, double[] scores) {
        return LabelledScores.of(actual, POSITIVE, numbers(said(scores, POSITIVE)))
                .plus(LabelledScores.of(actual, NEGATIVE, numbers(said(scores, NEGATIVE))));
    }

    /** Answers without labels. */
    static DistributionPart window(double... scores) {
        return DistributionPart.of(
                Resolution.ALL,
                Map.of(
                        POSITIVE, distribution(said(scores, POSITIVE)),
                        NEGATIVE, distribution(said(scores, NEGATIVE))));
    }

    private static ClassDistribution distribution(double[] scores) {
        return new ClassDistribution(
                scores.length,
                NumericSummary.empty(Resolution.ALL),
                numbers(scores),
                ClassDistribution.empty(Resolution.ALL).features(),
                ClassDistribution.empty(Resolution.ALL).attributes());
    }

    private static double[] said(double[] scores, String predicted) {
        return Arrays.stream(scores)
                .filter(score -> (score >= 0.5) == predicted.equals(POSITIVE))
                .toArray();
    }

    static NumericSummary numbers(double... scores) {
        return NumericSummary.of(Resolution.ALL, scores);
    }
}
