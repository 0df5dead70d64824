package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranking and calibration are those of scikit-learn, statsmodels and SciPy: oracle/calibration.txt. */
class CalibrationOracleTest {

    private static final String ABSENT = "absent";

    static Stream<OracleFile.Block> cases() {
        return OracleFile.read("calibration.txt").blocks("case").stream();
    }

    private static List<PerformanceMetric> metrics() {
        List<PerformanceMetric> metrics = new ArrayList<>(PerformanceMetrics.all());
        metrics.addAll(PerformanceMetrics.onRequest());
        return metrics;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMetricIsThatOfAnotherProgram(OracleFile.Block expected) {
        Outcomes outcomes = outcomes(expected);
        int compared = 0;
        for (PerformanceMetric metric : metrics()) {
            String line = expected.lines().get(metric.name());
            if (ABSENT.equals(line)) {
                assertThat(metric.score(outcomes).score().number())
                        .as(metric.name())
                        .isEmpty();
            } else if (line != null) {
                compare(metric.name(), metric.score(outcomes).score(), OracleFile.numbers(line));
            }
            compared += line == null ? 0 : 1;
        }
        assertThat(compared).isEqualTo(16);
    }

    private static void compare(String name, Score score, double[] numbers) {
        Score.Measured measured = score.measured().orElseThrow(() -> new AssertionError(name + ": " + score));
        assertThat(measured.value()).as(name).isCloseTo(numbers[0], close(numbers[0], 1e-9));
        if (numbers.length > 1) {
            // Standard errors of the oracle are central differences.
            assertThat(measured.lower()).as(name + " lower").isCloseTo(numbers[1], close(numbers[1], 1e-6));
            assertThat(measured.upper()).as(name + " upper").isCloseTo(numbers[2], close(numbers[2], 1e-6));
        }
    }

    private static Offset<Double> close(double number, double relative) {
        return within(relative * Math.max(1, Math.abs(number)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theBrierScoreIsTheSumOfItsParts(OracleFile.Block expected) {
        Outcomes outcomes = outcomes(expected);
        double[] parts = expected.numbers("decomposition");

        BrierDecomposition found = BrierDecomposition.of(ReliabilityCurve.of(outcomes, ScoreBinning.EQUAL_COUNT))
                .orElseThrow();

        assertThat(found.reliability()).isCloseTo(parts[0], within(1e-12));
        assertThat(found.resolution()).isCloseTo(parts[1], within(1e-12));
        assertThat(found.uncertainty()).isCloseTo(parts[2], within(1e-12));
        assertThat(found.withinVariance()).isCloseTo(parts[3], within(1e-12));
        assertThat(found.withinCovariance()).isCloseTo(parts[4], within(1e-12));
        assertThat(found.brier())
                .isCloseTo(new Brier().score(outcomes).score().number().orElseThrow(), within(1e-12));
    }

    private static Outcomes outcomes(OracleFile.Block expected) {
        return Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, expected.numbers("scores 1 1"))
                .plus(Labelled.scores(Labelled.POSITIVE, Labelled.NEGATIVE, expected.numbers("scores 1 0")))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, expected.numbers("scores 0 1")))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, expected.numbers("scores 0 0"))));
    }
}
