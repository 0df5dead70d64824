package org.cxrwatch.performance;

import org.cxrwatch.model.Score;

/**
 * {@code f1}: 2TP / (2TP + FP + FN), the harmonic mean of precision and sensitivity, in [0, 1]. Interval: F1 = 2θ/(1
 * + θ) grows with θ = TP / (TP + FP + FN), a share, whose Wilson limits are put through the same formula; to first
 * order that of the delta method, but with a width above 0 at 0 and 1. Its n is TP + FP + FN; least n: 1, below
 * which scikit-learn says 0. Source: {@code sklearn.metrics.f1_score}.
 */
public final class F1 implements PerformanceMetric {

    @Override
    public String name() {
        return "f1";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        long concerned = confusion.labelled() - confusion.trueNegatives();
        if (concerned == 0) {
            return MetricValue.none(outcomes.absence(), 0);
        }
        Wilson interval = Wilson.of(confusion.truePositives(), concerned);
        double value = ofShare((double) confusion.truePositives() / concerned);
        return new MetricValue(Score.of(value, ofShare(interval.lower()), ofShare(interval.upper())), concerned);
    }

    private static double ofShare(double share) {
        return 2 * share / (1 + share);
    }
}
