package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.cxrwatch.summary.LabelledScores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics and their intervals are those of scikit-learn, SciPy and DeLong's definition: oracle/performance.txt. */
class PerformanceOracleTest {

    static Stream<OracleFile.Block> cases() {
        return OracleFile.read("performance.txt").blocks("case").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMetricIsThatOfScikitLearnToRounding(OracleFile.Block expected) {
        Outcomes outcomes = Labelled.of(scores(expected, "1", "1")
                .plus(scores(expected, "1", "0"))
                .plus(scores(expected, "0", "1"))
                .plus(scores(expected, "0", "0")));

        for (PerformanceMetric metric : PerformanceMetrics.all()) {
            double[] numbers = expected.numbers(metric.name());
            if (numbers.length == 0) {
                continue;
            }
            Score.Measured score = metric.score(outcomes).score().measured().orElseThrow();
            assertThat(score.value()).as(metric.name()).isCloseTo(numbers[0], within(1e-12));
            if (numbers.length > 1) {
                double tolerance = metric.name().equals("mcc") ? 1e-7 : 1e-9;
                assertThat(score.lower()).as(metric.name() + " lower").isCloseTo(numbers[1], within(tolerance));
                assertThat(score.upper()).as(metric.name() + " upper").isCloseTo(numbers[2], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theConfusionIsThatOfScikitLearn(OracleFile.Block expected) {
        double[] counts = expected.numbers("confusion");
        LabelledScores all = scores(expected, "1", "1")
                .plus(scores(expected, "1", "0"))
                .plus(scores(expected, "0", "1"))
                .plus(scores(expected, "0", "0"));

        assertThat(Confusion.of(all, Labelled.POSITIVE))
                .isEqualTo(new Confusion((long) counts[0], (long) counts[1], (long) counts[2], (long) counts[3]));
    }

    private static LabelledScores scores(OracleFile.Block expected, String actual, String predicted) {
        return Labelled.scores(name(actual), name(predicted), expected.numbers("scores " + actual + " " + predicted));
    }

    private static String name(String digit) {
        return digit.equals("1") ? Labelled.POSITIVE : Labelled.NEGATIVE;
    }
}
