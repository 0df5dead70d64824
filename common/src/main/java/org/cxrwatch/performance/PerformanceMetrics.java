package org.cxrwatch.performance;

import java.util.List;

/** The metrics that need labels. */
public final class PerformanceMetrics {

    /** The specificity at which sensitivity is told, and the reverse. */
    private static final double LEVEL = 0.90;

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
            new AveragePrecision(),
            new SensitivityAtSpecificity(LEVEL),
            new SpecificityAtSensitivity(LEVEL),
            new Brier(),
            new LogLoss(),
            new ExpectedCalibrationError(ScoreBinning.EQUAL_COUNT),
            new MaximumCalibrationError(ScoreBinning.EQUAL_COUNT),
            new CalibrationSlope(),
            new CalibrationIntercept(),
            new CalibrationInTheLarge(),
            new SpiegelhalterZ(),
            new LabelledPrevalence(),
            new LabelCoverage());

    private static final List<PerformanceMetric> ON_REQUEST = List.of(
            new ExpectedCalibrationError(ScoreBinning.EQUAL_WIDTH),
            new MaximumCalibrationError(ScoreBinning.EQUAL_WIDTH),
            new BrierReliability(),
            new BrierResolution(),
            new SpiegelhalterProbability(),
            new HosmerLemeshow(),
            new HosmerLemeshowProbability());

    private PerformanceMetrics() {}

    /** Those that are stored for every window and slice. */
    public static List<PerformanceMetric> all() {
        return ALL;
    }

    /** Those that follow from the others, or say the same less well: computed when a person asks. */
    public static List<PerformanceMetric> onRequest() {
        return ON_REQUEST;
    }
}
