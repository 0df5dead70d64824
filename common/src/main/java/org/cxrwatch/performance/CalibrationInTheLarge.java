package org.cxrwatch.performance;

/**
 * {@code calibration_in_the_large}: the intercept a of logit P(y = 1) = a + logit(f), the slope taken to be 1; any
 * number, 0 is best. Above 0 there are more positives than the scores promise, below 0 fewer; e^a is by how much
 * their odds are off. Interval: a ± 1.96 standard errors, Huber's and White's √Σ (y − p)² / Σ p (1 − p), which hold
 * whatever the slope really is. Scores are cut to [10⁻⁶, 1 − 10⁻⁶], those that are not finite left out. Beyond the
 * capacity a score stands in the middle of its bucket. Its n is the scored rows; least n: one positive and one
 * negative. Source: {@code statsmodels.api.GLM(offset=...).fit(cov_type="HC0")}; doi:10.1186/s12916-019-1466-7 (Van
 * Calster 2019), which calls it the calibration intercept.
 */
public final class CalibrationInTheLarge implements PerformanceMetric {

    @Override
    public String name() {
        return "calibration_in_the_large";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        return LogisticRecalibration.metric(
                outcomes, LogisticRecalibration::inTheLarge, LogisticRecalibration::interceptWithin);
    }
}
