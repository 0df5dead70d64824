package org.cxrwatch.performance;

/**
 * {@code calibration_slope}: the slope b of {@link LogisticRecalibration}, logit P(y = 1) = a + b logit(f); any
 * number, 1 is best. Below 1 scores are too extreme, above 1 too timid; at 0 they know nothing, below that they
 * mislead. Interval: b ± 1.96 standard errors (Wald). Scores are cut to [10⁻⁶, 1 − 10⁻⁶], those that are not finite
 * left out. Beyond the capacity a score stands in the middle of its bucket. {@code NOT_FINITE} where a score parts
 * the classes, or all are equal: then no slope fits best. Its n is the scored rows; least n: two of each class whose
 * scores overlap; some 200 of each make it precise. Source: {@code statsmodels.api.Logit};
 * doi:10.1186/s12916-019-1466-7 (Van Calster 2019).
 */
public final class CalibrationSlope implements PerformanceMetric {

    @Override
    public String name() {
        return "calibration_slope";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return LogisticRecalibration.metric(outcomes, LogisticRecalibration::of, LogisticRecalibration::slopeWithin);
    }
}
