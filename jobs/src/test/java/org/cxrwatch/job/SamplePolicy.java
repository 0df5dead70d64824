package org.cxrwatch.job;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.WindowKind;

/** What nights of tests go by: the defaults, sites with scanners in them. */
public final class SamplePolicy {

    /** No window of several days, nothing of users. */
    public static final EvaluationPolicy USUAL = of(DriftPolicy.DEFAULT, windows(List.of(), List.of()));

    private SamplePolicy() {}

    /** These windows of several days, those of them by which small slices are decided, and this decision of drift. */
    static EvaluationPolicy of(DriftPolicy drift, EvaluationPolicy.RollingWindows windows) {
        return with(drift, windows, List.of(), 10);
    }

    /** The same with other metrics of users, and judged from so many rows on. */
    static EvaluationPolicy with(
            DriftPolicy drift, EvaluationPolicy.RollingWindows windows, List<CustomMetric> metrics, int leastRows) {
        return new EvaluationPolicy(
                drift,
                LabelMaturity.Policy.DEFAULT,
                new EvaluationPolicy.Slicing(List.of("site"), Map.of("scanner", "site")),
                windows,
                "PNEUMONIA",
                leastRows,
                Period.ofDays(14),
                Map.of(),
                DefaultRules.rules(),
                metrics,
                TrafficPolicy.DEFAULT,
                Gate.LEAST_COOLDOWN);
    }

    static EvaluationPolicy.RollingWindows windows(List<WindowKind> scored, List<WindowKind> widen) {
        return new EvaluationPolicy.RollingWindows(scored, widen);
    }
}
