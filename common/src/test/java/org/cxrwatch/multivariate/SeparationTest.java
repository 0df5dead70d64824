package org.cxrwatch.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.cxrwatch.score.OracleTable;
import org.junit.jupiter.api.Test;

class SeparationTest {

    private static Separation.Fold fold(double[] first, double[] second) {
        return new Separation.Fold(
                Arrays.stream(first).boxed().toList(),
                Arrays.stream(second).boxed().toList());
    }

    @Test
    void theAreaIsScikitLearnsAndItsMarginHanleyAndMcNeils() {
        for (OracleTable.Line line : OracleTable.read("multivariate-separation.csv")) {
            Separation told = Separation.of(List.of(fold(line.numbers("first"), line.numbers("second"))));

            assertThat(told.area()).isCloseTo(line.number("area"), within(1e-12));
            assertThat(told.value().variance()).isCloseTo(line.number("variance"), within(1e-15));
            assertThat(told.margin()).isCloseTo(line.number("margin"), within(1e-12));
        }
    }

    @Test
    void rowsAreComparedWithinTheirFoldOnly() {
        Separation told = Separation.of(List.of(
                fold(new double[] {1, 2}, new double[] {3}), fold(new double[] {101, 102}, new double[] {103, 104})));

        assertThat(told.area()).isEqualTo(1);
        assertThat(told.first()).isEqualTo(4);
        assertThat(told.second()).isEqualTo(3);
        assertThat(told.margin()).isZero();
    }

    @Test
    void scoresThatKnowNothingAreAHalf() {
        Separation told = Separation.of(List.of(fold(new double[] {0, 0, 0}, new double[] {0, 0})));

        assertThat(told.area()).isEqualTo(0.5);
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(Separation.of(List.of(fold(new double[] {0.0}, new double[] {-0.0})))
                        .area())
                .isEqualTo(0.5);
    }
}
