package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomogeneityTest {

    @Test
    void theStatisticIsSciPysOfTheMergedTable() {
        for (OracleTable.Line line : OracleTable.read("homogeneity.csv")) {
            Homogeneity found = Homogeneity.of(counts(line.text("before")), counts(line.text("after")));
            assertThat(found.statistic())
                    .as("%s", line)
                    .isCloseTo(line.number("chi2"), within(1e-12 * (1 + line.number("chi2"))));
            assertThat(found.freedom()).as("%s", line).isEqualTo(line.whole("k"));
            assertThat(found.split().leading())
                    .as("%s", line)
                    .isCloseTo(line.number("leading"), within(1e-9 * (1 + line.number("leading"))));
            assertThat(found.split().leadingFreedom()).as("%s", line).isEqualTo(line.whole("k_leading"));
        }
    }

    @Test
    void neighboursAreMergedUntilTheSmallerSampleExpectsFive() {
        // A quarter of each total is expected: 16 → 4 is too few, 16 + 4 → 5 suffices; the last 4 join what is before.
        assertThat(groups(Homogeneity.merge(new double[] {16, 4, 20, 40, 4}, 0.25)))
                .containsExactly("0-2", "2-3", "3-5");
    }

    @Test
    void whatIsLeftOverJoinsTheLastRun() {
        assertThat(groups(Homogeneity.merge(new double[] {5, 4.9}, 1))).containsExactly("0-2");
        assertThat(groups(Homogeneity.merge(new double[] {1, 2}, 1))).containsExactly("0-2");
        assertThat(groups(Homogeneity.merge(new double[] {0, 0, 5, 0, 5}, 1))).containsExactly("0-3", "3-5");
    }

    @Test
    void fiveItselfSufficesInSpiteOfRounding() {
        assertThat(groups(Homogeneity.merge(new double[] {50, 50}, 0.1 - 1e-17)))
                .hasSize(2);
        assertThat(groups(Homogeneity.merge(new double[] {15, 15}, 1.0 / 3))).hasSize(2);
    }

    @Test
    void fewerThanTwoRunsShowNoChange() {
        Homogeneity one = Homogeneity.of(new long[] {100, 0, 0}, new long[] {10, 0, 0});
        assertThat(one.statistic()).isZero();
        assertThat(one.freedom()).isZero();
    }

    @Test
    void equalSharesGiveZeroAndTheOrderOfTheSidesDoesNotMatter() {
        assertThat(Homogeneity.of(new long[] {100, 200}, new long[] {10, 20}).statistic())
                .isCloseTo(0, within(1e-12));
        long[] left = {40, 30, 30};
        long[] right = {10, 30, 60};
        assertThat(Homogeneity.of(left, right).statistic())
                .isCloseTo(Homogeneity.of(right, left).statistic(), within(1e-12));
    }

    private static List<String> groups(List<int[]> runs) {
        return runs.stream().map(run -> run[0] + "-" + run[1]).toList();
    }

    private static long[] counts(String text) {
        return Arrays.stream(text.split("\\|")).mapToLong(Long::parseLong).toArray();
    }
}
