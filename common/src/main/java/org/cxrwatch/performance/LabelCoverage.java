package org.cxrwatch.performance;

/**
 * {@code label_coverage}: the share of successful predictions that are labelled, in [0, 1], Wilson's interval. It is
 * 0, not absent, before the first label. Least n: one prediction.
 */
public final class LabelCoverage implements PerformanceMetric {

    @Override
    public String name() {
        return "label_coverage";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return Wilson.share(Math.min(outcomes.labelled(), outcomes.predictions()), outcomes.predictions());
    }
}
