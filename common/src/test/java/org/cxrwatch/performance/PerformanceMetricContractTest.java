package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.LabelledScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric that needs labels keeps to. */
class PerformanceMetricContractTest {

    private static final Set<String> FROM_ANSWERS = Set.of(
            "accuracy",
            "sensitivity",
            "specificity",
            "precision",
            "npv",
            "f1",
            "balanced_accuracy",
            "mcc",
            "prevalence_labelled",
            "label_coverage");

    /** A test's statistic grows with the rows, and has no interval. */
    private static final Set<String> TESTS =
            Set.of("spiegelhalter_z", "spiegelhalter_p", "hosmer_lemeshow", "hosmer_lemeshow_p");

    /** No line fits best where one score parts the classes. */
    private static final Set<String> FITTED = Set.of("calibration_slope", "calibration_intercept");

    /** Of scores that are all 0.5 these say nothing, nor does MCC, as all answers are alike. */
    private static final Set<String> UNDEFINED_WITHOUT_A_THRESHOLD = Set.of(
            "mcc",
            "calibration_slope",
            "calibration_intercept",
            "sensitivity_at_specificity_90",
            "specificity_at_sensitivity_90",
            "spiegelhalter_z",
            "spiegelhalter_p");

    static Stream<PerformanceMetric> metrics() {
        return Stream.concat(PerformanceMetrics.all().stream(), PerformanceMetrics.onRequest().stream());
    }

    static Stream<PerformanceMetric> withAnInterval() {
        return metrics().filter(metric -> !TESTS.contains(metric.name()));
    }

    @Test
    void namesAreInSnakeCaseAndOccurOnce() {
        assertThat(PerformanceMetrics.all())
                .extracting(PerformanceMetric::name)
                .containsExactly(
                        "accuracy",
                        "sensitivity",
                        "specificity",
                        "precision",
                        "npv",
                        "f1",
                        "balanced_accuracy",
                        "mcc",
                        "auroc",
                        "average_precision",
                        "sensitivity_at_specificity_90",
                        "specificity_at_sensitivity_90",
                        "brier",
                        "log_loss",
                        "ece",
                        "mce",
                        "calibration_slope",
                        "calibration_intercept",
                        "calibration_in_the_large",
                        "spiegelhalter_z",
                        "prevalence_labelled",
                        "label_coverage");
        assertThat(PerformanceMetrics.onRequest())
                .extracting(PerformanceMetric::name)
                .containsExactly(
                        "ece_width",
                        "mce_width",
                        "brier_reliability",
                        "brier_resolution",
                        "spiegelhalter_p",
                        "hosmer_lemeshow",
                        "hosmer_lemeshow_p");
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void beforeTheFirstLabelThereIsNoNumberButCoverage(PerformanceMetric metric) {
        MetricValue value = metric.score(Outcomes.of(Labelled.none(), Labelled.POSITIVE, 12));

        if (metric.name().equals("label_coverage")) {
            assertThat(value.score().number()).hasValue(0);
            assertThat(value.n()).isEqualTo(12);
        } else {
            assertThat(value.score()).isEqualTo(Score.none(Reason.NO_LABELS_YET));
            assertThat(value.n()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void theIntervalHoldsTheNumber(PerformanceMetric metric) {
        Stream.of(
                        Labelled.outcomes(40, 5, 7, 90),
                        Labelled.outcomes(1, 0, 0, 1),
                        Labelled.outcomes(9, 0, 0, 30),
                        Labelled.outcomes(0, 8, 9, 0))
                .forEach(outcomes -> metric.score(outcomes)
                        .score()
                        .measured()
                        .ifPresent(score -> assertThat(score.value()).isBetween(score.lower(), score.upper())));
    }

    @ParameterizedTest
    @MethodSource("withAnInterval")
    void moreLabelsOfTheSameKindNarrowTheInterval(PerformanceMetric metric) {
        Score.Measured few =
                metric.score(Labelled.outcomes(8, 2, 3, 17)).score().measured().orElseThrow();
        Score.Measured many = metric.score(Labelled.outcomes(800, 200, 300, 1_700))
                .score()
                .measured()
                .orElseThrow();

        assertThat(many.value()).isCloseTo(few.value(), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(many.upper() - many.lower()).isLessThan(few.upper() - few.lower());
    }

    @ParameterizedTest
    @MethodSource("withAnInterval")
    void allRightIsNotCertain(PerformanceMetric metric) {
        Score score = metric.score(Labelled.outcomes(12, 0, 0, 30)).score();

        if (FITTED.contains(metric.name())) {
            assertThat(score).isEqualTo(Score.none(Reason.NOT_FINITE));
        } else {
            Score.Measured measured = score.measured().orElseThrow();
            assertThat(measured.upper() - measured.lower()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void oneAndTheSameScoreAndScoresOf0And1LeaveNoNaN(PerformanceMetric metric) {
        Outcomes same = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, copies(12, 0.5))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, copies(15, 0.5))));
        Outcomes certain = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, copies(12, 1))
                .plus(Labelled.scores(Labelled.POSITIVE, Labelled.NEGATIVE, copies(3, 0)))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, copies(2, 1)))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, copies(20, 0))));

        assertThat(metric.score(certain).score().measured()).isPresent();
        Score score = metric.score(same).score();
        boolean needsThreshold = UNDEFINED_WITHOUT_A_THRESHOLD.contains(metric.name());
        assertThat(score.absence().filter(Reason.NOT_FINITE::equals).isPresent())
                .isEqualTo(needsThreshold);
    }

    private static double[] copies(int n, double value) {
        double[] values = new double[n];
        java.util.Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void labelsOfOneClassLeaveNoNaN(PerformanceMetric metric) {
        MetricValue positives = metric.score(Labelled.outcomes(5, 0, 0, 0));
        MetricValue negatives = metric.score(Labelled.outcomes(0, 0, 0, 5));

        Stream.of(positives, negatives)
                .forEach(value -> value.score()
                        .absence()
                        .ifPresent(reason -> assertThat(reason).isIn(Reason.TOO_FEW_ROWS, Reason.NOT_FINITE)));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aScoreThatIsNotFiniteIsLeftOutOfWhatNeedsScoresOnly(PerformanceMetric metric) {
        LabelledScores clean = Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.9, 0.8)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, 0.1, 0.3, 0.2))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.7));
        LabelledScores spoilt = clean.plus(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, Double.NaN));

        long before = metric.score(Labelled.of(clean)).n();
        long after = metric.score(Labelled.of(spoilt)).n();

        boolean leftOut = !FROM_ANSWERS.contains(metric.name())
                || Set.of("specificity", "npv").contains(metric.name());
        assertThat(after).isEqualTo(leftOut ? before : before + 1);
    }
}
