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

    private static final Set<String> FROM_SCORES = Set.of("auroc", "brier", "log_loss");

    static Stream<PerformanceMetric> metrics() {
        return PerformanceMetrics.all().stream();
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
                        "brier",
                        "log_loss",
                        "prevalence_labelled",
                        "label_coverage");
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
    @MethodSource("metrics")
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
    @MethodSource("metrics")
    void allRightIsNotCertain(PerformanceMetric metric) {
        Score.Measured score =
                metric.score(Labelled.outcomes(9, 0, 0, 30)).score().measured().orElseThrow();

        assertThat(score.upper() - score.lower()).isPositive();
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

        boolean leftOut = FROM_SCORES.contains(metric.name())
                || Set.of("specificity", "npv").contains(metric.name());
        assertThat(after).isEqualTo(leftOut ? before : before + 1);
    }
}
