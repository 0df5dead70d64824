package org.cxrwatch.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.summary.DistributionPart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimates are those of scikit-learn, SciPy and the papers' formulas: oracle/estimate.txt. */
class EstimateOracleTest {

    static Stream<OracleFile.Block> cases() {
        return OracleFile.read("estimate.txt").blocks("case").stream();
    }

    private static Calibration calibration(OracleFile.Block expected) {
        return Calibration.learn(
                SomeRows.labelled(expected.numbers("positives"), expected.numbers("negatives")), SomeRows.POSITIVE);
    }

    private static DistributionPart baseline(OracleFile.Block expected) {
        return SomeRows.window(DoubleStream.concat(
                        Arrays.stream(expected.numbers("positives")), Arrays.stream(expected.numbers("negatives")))
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilitiesAreThoseOfScikitLearnsIsotonicRegression(OracleFile.Block expected) {
        Calibration calibration = calibration(expected);
        double[] asked = expected.numbers("asked");
        double[] probabilities = expected.numbers("probabilities");
        for (int i = 0; i < asked.length; i++) {
            assertThat(calibration.fit().at(asked[i])).as("at %s", asked[i]).isCloseTo(probabilities[i], within(1e-12));
        }
        assertThat(asked).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExpectedConfusionAndItsMetricsAreTheirs(OracleFile.Block expected) {
        LabelFreeEstimate estimate =
                LabelFreeEstimate.of(calibration(expected), SomeRows.window(expected.numbers("window")));
        double[] counts = expected.numbers("expected");
        double[] metrics = expected.numbers("metrics");
        assertThat(number(estimate, EstimatedMetric.TRUE_POSITIVES)).isCloseTo(counts[0], within(1e-9));
        assertThat(number(estimate, EstimatedMetric.FALSE_POSITIVES)).isCloseTo(counts[1], within(1e-9));
        assertThat(number(estimate, EstimatedMetric.FALSE_NEGATIVES)).isCloseTo(counts[2], within(1e-9));
        assertThat(number(estimate, EstimatedMetric.TRUE_NEGATIVES)).isCloseTo(counts[3], within(1e-9));
        assertThat(number(estimate, EstimatedMetric.ACCURACY)).isCloseTo(metrics[0], within(1e-12));
        assertThat(number(estimate, EstimatedMetric.SENSITIVITY)).isCloseTo(metrics[1], within(1e-12));
        assertThat(number(estimate, EstimatedMetric.SPECIFICITY)).isCloseTo(metrics[2], within(1e-12));
        assertThat(number(estimate, EstimatedMetric.AUROC)).isCloseTo(metrics[3], within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLabelFreePrevalenceIsWhereTheIterationOfSaerensEnds(OracleFile.Block expected) {
        LabelFreePrevalence prevalence = new LabelFreePrevalence(calibration(expected), baseline(expected));

        assertThat(prevalence.ofBaseline()).isCloseTo(expected.number("usual").orElseThrow(), within(1e-12));
        assertThat(prevalence
                        .score(SomeRows.window(expected.numbers("window")))
                        .score()
                        .number()
                        .orElseThrow())
                .isCloseTo(expected.number("prevalence").orElseThrow(), within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void blackBoxShiftIsThatOfItsFormula(OracleFile.Block expected) {
        double[] counts = expected.numbers("confusion");
        double[] window = expected.numbers("window");
        long said = Arrays.stream(window).filter(score -> score >= 0.5).count();
        Score score = new BlackBoxShift(
                        new Confusion((long) counts[0], (long) counts[1], (long) counts[2], (long) counts[3]))
                .score(said, window.length)
                .score();
        if (expected.lines().get("blackbox").equals("none")) {
            assertThat(score.absence()).contains(Reason.NOT_FINITE);
            return;
        }
        double[] numbers = expected.numbers("blackbox");
        Score.Measured found = score.measured().orElseThrow();
        assertThat(found.value()).isCloseTo(numbers[0], within(1e-12));
        assertThat(found.lower()).isCloseTo(numbers[1], within(1e-12));
        assertThat(found.upper()).isCloseTo(numbers[2], within(1e-12));
    }

    private static double number(LabelFreeEstimate estimate, EstimatedMetric metric) {
        return estimate.score(metric).number().orElseThrow();
    }
}
