package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures of categories are those of SciPy: oracle/categories.txt. */
class CategoricalOracleTest {

    /** Needs no oracle of its own: tests of these two say why. */
    private static final Set<String> NOT_IN_SCIPY = Set.of("missing_share", "tv_excess");

    private static final OracleFile ORACLE = OracleFile.read("categories.txt");

    static Stream<OracleFile.Block> cases() {
        return ORACLE.blocks("case").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMeasureIsThatOfScipyToRounding(OracleFile.Block expected) {
        CategoricalComparison comparison = Samples.compare(
                Samples.categories(0, counts(expected, "reference")),
                Samples.categories(0, counts(expected, "window")));

        for (CategoricalMeasure measure : CategoricalMeasures.all()) {
            if (!NOT_IN_SCIPY.contains(measure.name())) {
                expected.number(measure.name())
                        .ifPresentOrElse(
                                number -> assertThat(measure.score(comparison)
                                                .number()
                                                .orElseThrow())
                                        .as(measure.name())
                                        .isCloseTo(number, within(Math.max(1e-12, 1e-9 * number))),
                                () -> assertThat(measure.score(comparison).number())
                                        .as(NumericOracleTest.asked(measure.name(), ORACLE))
                                        .isEmpty());
            }
        }
    }

    private static long[] counts(OracleFile.Block expected, String side) {
        return Arrays.stream(expected.numbers(side)).mapToLong(Math::round).toArray();
    }
}
