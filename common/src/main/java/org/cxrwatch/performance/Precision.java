package org.cxrwatch.performance;

/**
 * {@code precision}: TP / (TP + FP), the share of positive answers that were right (positive predictive value); in
 * [0, 1], Wilson's interval. It moves with prevalence. Least n: one predicted positive, below which scikit-learn
 * says 0. Source: {@code sklearn.metrics.precision_score}.
 */
public final class Precision implements PerformanceMetric {

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        return outcomes.share(confusion.truePositives(), confusion.predictedPositives());
    }
}
