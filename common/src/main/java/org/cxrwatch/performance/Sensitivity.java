package org.cxrwatch.performance;

/**
 * {@code sensitivity}: TP / (TP + FN), the share of positives that were found (recall); in [0, 1], Wilson's
 * interval. Least n: one actual positive. Source: {@code sklearn.metrics.recall_score}.
 */
public final class Sensitivity implements PerformanceMetric {

    @Override
    public String name() {
        return "sensitivity";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        return outcomes.share(confusion.truePositives(), confusion.actualPositives());
    }
}
