package org.cxrwatch.performance;

/**
 * {@code npv}: TN / (TN + FN), the share of negative answers that were right; in [0, 1], Wilson's interval. It moves
 * with prevalence. Least n: one predicted negative. Source: {@code sklearn.metrics.precision_score} of the negative
 * class.
 */
public final class NegativePredictiveValue implements PerformanceMetric {

    @Override
    public String name() {
        return "npv";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        return outcomes.share(confusion.trueNegatives(), confusion.predictedNegatives());
    }
}
