package org.cxrwatch.performance;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics that are published beside those that carry their own, and all that users cannot give to theirs. */
public final class MetricNames {

    /** Share of labelled answers that were right. */
    public static final String ACCURACY = "accuracy";

    /** Share of answers that have a label. */
    public static final String LABEL_COVERAGE = "label_coverage";

    /** Observed label coverage over the usual final one. */
    public static final String LABEL_MATURITY = "label_maturity";

    /** The coverage of a day when its labels have come. */
    public static final String FINAL_COVERAGE = "label_coverage_final";

    /** The accuracy of a day when its labels have come. */
    public static final String FINAL_ACCURACY = "accuracy_final";

    /** Sensitivity if labels came to all answers alike. */
    public static final String SENSITIVITY_CORRECTED = "sensitivity_corrected";

    /** Specificity if labels came to all answers alike. */
    public static final String SPECIFICITY_CORRECTED = "specificity_corrected";

    /** Probability of coverage so unlike over the scores if labels came to all alike. */
    public static final String COVERAGE_BY_SCORE = "coverage_by_score_p";

    /** Prevalence that explains the scores best. */
    public static final String PREVALENCE = "label_free_prevalence";

    /** Prevalence that explains the number of positive answers. */
    public static final String BLACK_BOX_PREVALENCE = "black_box_prevalence";

    /** Estimated less realised accuracy of a day. */
    public static final String ESTIMATE_ERROR = "estimate_error";

    /** The mean of the last of these. */
    public static final String RUNNING_ERROR = "estimate_running_error";

    /** Begins the names of what is estimated without labels. */
    public static final String ESTIMATED = "estimated_";

    /** Requests that are usual on such a day. */
    public static final String REQUESTS_USUAL = "requests_usual";

    /** Probability of so few requests. */
    public static final String REQUESTS_P = "requests_p";

    /** Ends the names of a chart's sum of falls. */
    public static final String CHART_LOW = "_chart_low";

    /** Ends the names of a chart's sum of rises. */
    public static final String CHART_HIGH = "_chart_high";

    /** Ends the names of what a chart's sums must exceed. */
    public static final String CHART_LIMIT = "_chart_limit";

    /** The shares that charts follow. */
    public static final List<String> CHARTED = List.of(ACCURACY, "sensitivity", "specificity");

    private MetricNames() {}

    /** All of models, but those that begin with {@link #ESTIMATED}. */
    public static SortedSet<String> ofModels() {
        Stream<String> named = Stream.of(
                LABEL_MATURITY,
                FINAL_COVERAGE,
                FINAL_ACCURACY,
                SENSITIVITY_CORRECTED,
                SPECIFICITY_CORRECTED,
                COVERAGE_BY_SCORE,
                PREVALENCE,
                BLACK_BOX_PREVALENCE,
                ESTIMATE_ERROR,
                RUNNING_ERROR);
        Stream<String> own = Stream.concat(PerformanceMetrics.all().stream(), PerformanceMetrics.onRequest().stream())
                .map(PerformanceMetric::name);
        Stream<String> charts = CHARTED.stream()
                .flatMap(share -> Stream.of(CHART_LOW, CHART_HIGH, CHART_LIMIT).map(share::concat));
        return Collections.unmodifiableSortedSet(
                Stream.of(named, own, charts).flatMap(names -> names).collect(Collectors.toCollection(TreeSet::new)));
    }
}
