package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts and differences of late labels are those of SciPy and statsmodels: oracle/estimate.txt. */
class LateLabelOracleTest {

    private static final int OLD = 60;

    static Stream<OracleFile.Block> counts() {
        return OracleFile.read("estimate.txt").blocks("betabinomial").stream();
    }

    static Stream<OracleFile.Block> late() {
        return OracleFile.read("estimate.txt").blocks("late").stream();
    }

    @ParameterizedTest
    @MethodSource("counts")
    void aCountThatDiffersFromDayToDayIsSciPysBetaBinomial(OracleFile.Block expected) {
        BetaBinomial count = new BetaBinomial(
                expected.number("rows").orElseThrow().longValue(),
                expected.number("p").orElseThrow(),
                expected.number("spread").orElseThrow());
        double[] hits = expected.numbers("hits");
        double[] atMost = expected.numbers("atmost");
        for (int i = 0; i < hits.length; i++) {
            assertThat(count.atMost((long) hits[i]))
                    .as("at most %s", hits[i])
                    .isCloseTo(atMost[i], within(1e-9 * Math.max(1e-3, atMost[i])));
        }
        assertThat(count.mean()).isCloseTo(expected.numbers("moments")[0], within(1e-9));
        assertThat(count.variance()).isCloseTo(expected.numbers("moments")[1], within(1e-6));
        assertThat(count.atMost(-1)).isZero();
        assertThat(count.atMost(count.n())).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("late")
    void howLateLabelsDifferIsPooledAsStatsmodelsDoes(OracleFile.Block expected) {
        List<LateLabels.Arrived> arrived = new ArrayList<>();
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        for (int day = 0; day < expected.numbers("early").length; day++) {
            arrived.add(new LateLabels.Arrived(
                    OLD + day, 0, count(expected, "early", day), count(expected, "earlyright", day)));
            arrived.add(new LateLabels.Arrived(
                    OLD + day, 1, count(expected, "late", day), count(expected, "lateright", day)));
        }
        arrived.forEach(each -> entries.add(new LabelTriangle.Entry(each.age(), each.lag(), each.labels())));
        LateLabels late = new LateLabels(LabelTriangle.of(entries), arrived);

        LateLabels.Difference difference = late.find(0).orElseThrow();
        assertThat(difference.mean()).isCloseTo(expected.numbers("difference")[0], within(1e-12));
        assertThat(difference.variance()).isCloseTo(expected.numbers("difference")[1], within(1e-12));
        // Nothing came after a day: what the day itself taught is told.
        assertThat(late.find(5)).contains(difference);
    }

    private static long count(OracleFile.Block expected, String key, int day) {
        return (long) expected.numbers(key)[day];
    }
}
