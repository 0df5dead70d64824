package org.cxrwatch.performance;

import java.util.List;

/** The metrics that need labels. */
public final class PerformanceMetrics {

    private static final List<PerformanceMetric> ALL = List.of(
            new Accuracy(),
            new Sensitivity(),
            new Specificity(),
            new Precision(),
            new NegativePredictiveValue(),
            new F1(),
            new BalancedAccuracy(),
            new MatthewsCorrelation(),
            new Auroc(),
            new Brier(),
            new LogLoss(),
            new LabelledPrevalence(),
            new LabelCoverage());

    private PerformanceMetrics() {}

    /** All of them. */
    public static List<PerformanceMetric> all() {
        return ALL;
    }
}
