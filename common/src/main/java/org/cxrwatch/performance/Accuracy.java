package org.cxrwatch.performance;

/**
 * {@code accuracy}: the share of labelled predictions whose class is the label's, whatever the number of classes; in
 * [0, 1], Wilson's interval. A score that is not finite does not matter. Least n: one label. Source:
 * {@code sklearn.metrics.accuracy_score}.
 */
public final class Accuracy implements PerformanceMetric {

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return outcomes.share(outcomes.agreeing(), outcomes.labelled());
    }
}
