package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    /** {@code scipy.stats.binomtest(k, n).proportion_ci(level, method="wilson")} of SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 1.959963984540054, 0.0, 0.27753279986288926",
        "10, 10, 1.959963984540054, 0.7224672001371109, 1.0",
        "15, 20, 1.959963984540054, 0.5312991223812561, 0.8881382985923344",
        "15, 20, 1.6448536269514722, 0.5677982498398755, 0.8726228314796423"
    })
    void itIsThatOfScipy(long hits, long n, double z, double lower, double upper) {
        Wilson interval = Wilson.of(hits, n, z);

        assertThat(interval.lower()).isCloseTo(lower, within(1e-12));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-12));
    }

    @Test
    void byDefaultItIsThatOf95Percent() {
        assertThat(Wilson.of(3, 7)).isEqualTo(Wilson.of(3, 7, Wilson.Z95));
    }

    @Test
    void countsThatAreNoShareAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wilson.of(3, 2))
                .withMessage("Wilson's interval needs 0 to n hits of n > 0 and z > 0, got 3 of 2 at z = "
                        + "1.959963984540054.");
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.of(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.of(1, 2, Double.NaN));
    }
}
