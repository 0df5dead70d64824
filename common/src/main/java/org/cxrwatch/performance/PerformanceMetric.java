package org.cxrwatch.performance;

/**
 * How right the answers are, as one number with a 95 % interval. It decides nothing. Without labels the score says
 * {@link org.cxrwatch.model.Reason#NO_LABELS_YET}; where labels there are but none of the kind the formula divides
 * by, {@link org.cxrwatch.model.Reason#TOO_FEW_ROWS}.
 */
public interface PerformanceMetric {

    /** Its name in the tables, e.g. {@code balanced_accuracy}. */
    String name();

    /** What the labels say. */
    MetricValue score(Outcomes outcomes);
}
