package org.cxrwatch.performance;

import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

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
        ScoreSteps steps = outcomes.steps();
        long n = steps.rows();
        if (!steps.hasBothClasses()) {
            return MetricValue.none(outcomes.absence(), n);
        }
        Optional<LogisticRecalibration> line = LogisticRecalibration.of(steps);
        return line.map(fitted -> new MetricValue(within(fitted), n))
                .orElseGet(() -> MetricValue.none(Reason.NOT_FINITE, n));
    }

    static Score within(LogisticRecalibration line) {
        double half = Wilson.Z95 * line.interceptError();
        return Score.of(line.intercept(), line.intercept() - half, line.intercept() + half);
    }
}
