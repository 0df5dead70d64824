package org.cxrwatch.performance;

/**
 * {@code prevalence_labelled}: the share of positives among the labelled, in [0, 1], Wilson's interval. It says
 * nothing of the unlabelled where labels are not given at random. Least n: one label.
 */
public final class LabelledPrevalence implements PerformanceMetric {

    @Override
    public String name() {
        return "prevalence_labelled";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        Confusion confusion = outcomes.confusion();
        return outcomes.share(confusion.actualPositives(), confusion.labelled());
    }
}
