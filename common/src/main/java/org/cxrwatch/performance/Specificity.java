package org.cxrwatch.performance;

/**
 * {@code specificity}: TN / (TN + FP), the share of the others that were left alone; in [0, 1], Wilson's interval.
 * Least n: one actual negative. Source: {@code sklearn.metrics.recall_score} of the negative class.
 */
public final class Specificity implements PerformanceMetric {

    @Override
    public String name() {
        return "specificity";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        return outcomes.share(confusion.trueNegatives(), confusion.actualNegatives());
    }
}
