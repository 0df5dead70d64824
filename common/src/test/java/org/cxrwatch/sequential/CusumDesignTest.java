package org.cxrwatch.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Run lengths and designs as published; the digits that are printed there are the digits that are held here. */
class CusumDesignTest {

    /** Two-sided, k = 0.5: the table of textbooks, e.g. Montgomery's Introduction to Statistical Quality Control. */
    @ParameterizedTest
    @CsvSource({"4, 0, 167.68", "5, 0, 465.44", "4, 1, 8.38", "5, 1, 10.38"})
    void runsAsLongAsPublished(double h, double shift, double expected) {
        assertThat(new CusumDesign(0.5, h).runLength(shift, Sides.TWO)).isCloseTo(expected, within(0.005));
    }

    /** The k, to four digits, of designs with h = 4 that are in use for watching programs in medicine. */
    @ParameterizedTest
    @CsvSource({
        "100, TWO, 0.4191",
        "200, TWO, 0.5264",
        "400, TWO, 0.6259",
        "1000, TWO, 0.7497",
        "100, ONE, 0.2996",
        "200, ONE, 0.4191",
        "400, ONE, 0.5264",
        "1000, ONE, 0.6568"
    })
    void findsThePublishedLimitOfARunLength(double runLength, Sides sides, double k) {
        assertThat(CusumDesign.withRunLength(runLength, k, sides).h()).isCloseTo(4, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.5", "168, 0.5", "465.44, 0.5", "5475, 0.5", "1e6, 0.25", "5475, 1", "1000, 0.1", "1e9, 0.5"})
    void theLimitOfARunLengthRunsSoLong(double runLength, double k) {
        CusumDesign design = CusumDesign.withRunLength(runLength, k, Sides.TWO);

        assertThat(design.runLength(0, Sides.TWO)).isCloseTo(runLength, within(1e-6 * runLength));
    }

    static Stream<OracleFile.Block> runsOfTheMarkovChain() {
        return OracleFile.read("sequential.txt").blocks("run").stream();
    }

    @ParameterizedTest
    @MethodSource("runsOfTheMarkovChain")
    void runsAsLongAsTheMarkovChainInTheLimit(OracleFile.Block run) {
        CusumDesign design = new CusumDesign(number(run, "k"), number(run, "h"));

        double mean = number(run, "mean");
        assertThat(design.runLength(number(run, "shift"), Sides.ONE)).isCloseTo(mean, within(1e-6 * mean));
    }

    static Stream<OracleFile.Block> delaysOfTheMarkovChain() {
        return OracleFile.read("sequential.txt").blocks("delay").stream();
    }

    @ParameterizedTest
    @MethodSource("delaysOfTheMarkovChain")
    void findsAChangeAsSoonAsTheMarkovChainSays(OracleFile.Block block) {
        CusumDesign.Delay delay = new CusumDesign(number(block, "k"), number(block, "h"))
                .delay(number(block, "shift"), (int) number(block, "known"), 28);

        assertThat(delay.probability()).isCloseTo(number(block, "found"), within(1e-4));
        assertThat(delay.median()).hasValue((int) number(block, "half"));
    }

    @Test
    void aSmallChangeOfALevelHardlyKnownMayNeverBeFound() {
        CusumDesign.Delay delay = new CusumDesign(0.5, 7).delay(0.7, 7, 365);

        assertThat(delay.probability()).isLessThan(0.5);
        assertThat(delay.median()).isEmpty();
    }

    /** Scores one by one, as the chart adds them. */
    @Test
    void runsAsLongInSimulation() {
        Random random = new Random(20260922);
        CusumDesign design = new CusumDesign(0.5, 3);
        int runs = 4_000;
        long days = 0;
        for (int run = 0; run < runs; run++) {
            Cusum sums = Cusum.ZERO;
            while (Math.max(sums.low(), sums.high()) <= design.h()) {
                sums = sums.plus(random.nextGaussian(), design.k());
                days++;
            }
        }

        double expected = design.runLength(0, Sides.TWO);
        assertThat((double) days / runs).isCloseTo(expected, within(4 * expected / Math.sqrt(runs)));
    }

    @Test
    void whatNoDesignCanDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CusumDesign(0.5, Double.NaN))
                .withMessageContaining("h = NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new CusumDesign(-0.1, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CusumDesign.withRunLength(Double.NaN, 0.5, Sides.TWO))
                .withMessageContaining("run length");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CusumDesign.withRunLength(3, 3, Sides.TWO))
                .withMessageContaining("smaller k");
        assertThatIllegalArgumentException().isThrownBy(() -> new CusumDesign(0.5, 4).delay(1, 0, 28));
    }

    private static double number(OracleFile.Block block, String key) {
        return block.number(key).orElseThrow();
    }
}
