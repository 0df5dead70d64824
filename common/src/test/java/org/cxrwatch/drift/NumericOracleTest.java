package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.oracle.OracleFile;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While summaries are exact the measures are those of SciPy on the values: oracle/numeric.txt and oracle/stream.txt.
 */
class NumericOracleTest {

    private static final OracleFile STREAM = OracleFile.read("stream.txt");

    static Stream<OracleFile.Block> cases() {
        return Stream.concat(OracleFile.read("numeric.txt").blocks("case").stream(), STREAM.blocks("case").stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMeasureIsThatOfScipyToRounding(OracleFile.Block expected) {
        String reference = expected.lines().get("reference");
        double[] values =
                reference.startsWith("@") ? STREAM.sample(reference.substring(1)) : OracleFile.numbers(reference);
        double[] missing = expected.numbers("missing");
        NumericComparison comparison = NumericComparison.of(
                sample(Resolution.BASELINE, values, missing[0]),
                sample(Resolution.ALL, expected.numbers("window"), missing[1]));

        for (NumericMeasure measure : NumericMeasures.all()) {
            expected.number(measure.name())
                    .ifPresentOrElse(
                            number -> assertThat(
                                            measure.score(comparison).number().orElseThrow())
                                    .as(measure.name())
                                    .isCloseTo(number, within(tolerance(number, values))),
                            () -> assertThat(measure.score(comparison).number())
                                    .as(asked(measure.name(), STREAM))
                                    .isEmpty());
        }
    }

    /** What says that a measure is nowhere in the file: then its formula is missing there, not its value here. */
    static String asked(String measure, OracleFile oracle) {
        return oracle.blocks("case").stream()
                        .anyMatch(each -> each.number(measure).isPresent())
                ? measure
                : measure
                        + ", of which the oracle has no number: add its formula of SciPy or NumPy to scripts/oracles/drift.py"
                        + " and run that";
    }

    /** 1e-9 relative; a difference that is 0 but for rounding is as good as its terms. */
    private static double tolerance(double number, double[] values) {
        double largest = List.of(Math.abs(values[0]), Math.abs(values[values.length - 1])).stream()
                .reduce(1.0, Math::max);
        return Math.max(1e-9 * Math.abs(number), 1e-15 * largest);
    }

    private static NumericSample sample(Resolution resolution, double[] values, double missing) {
        return new NumericSample(NumericSummary.of(resolution, values), (long) missing);
    }
}
