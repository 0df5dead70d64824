package org.cxrwatch.performance;

/**
 * {@code calibration_intercept}: the intercept a of {@link LogisticRecalibration}, fitted together with {@link
 * CalibrationSlope}; any number, 0 is best together with a slope of 1. It is what the line says at a score of 0.5; for
 * "too high or too low as a whole" read {@link CalibrationInTheLarge}. Interval: a ± 1.96 standard errors (Wald). Cuts,
 * least n, {@code NOT_FINITE} and source as the slope.
 */
public final class CalibrationIntercept implements PerformanceMetric {

    @Override
    public String name() {
        return "calibration_intercept";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return LogisticRecalibration.metric(
                outcomes, LogisticRecalibration::of, LogisticRecalibration::interceptWithin);
    }
}
