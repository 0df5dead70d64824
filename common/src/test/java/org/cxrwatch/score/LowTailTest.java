package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against SciPy's negative binomial distribution: scripts/oracles/traffic.py. */
class LowTailTest {

    private static List<double[]> expected() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LowTailTest.class.getResourceAsStream("/oracle/low-tail.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> java.util.Arrays.stream(line.split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTailIsSciPys() {
        assertThat(expected()).hasSizeGreaterThan(50).allSatisfy(line -> {
            double p = LowTail.probability((long) line[0], line[1], line[2]);
            assertThat(p)
                    .as("P(Y <= %s), mean %s, inflation %s", line[0], line[1], line[2])
                    .isCloseTo(line[3], within(1e-9 * line[3]));
        });
    }

    @Test
    void moreRequestsAreMoreProbable() {
        double before = 0;
        for (long count = 0; count < 60; count++) {
            double p = LowTail.probability(count, 20, 1.7);
            assertThat(p).isGreaterThan(before).isLessThan(1);
            before = p;
        }
    }

    @Test
    void withoutMoreScatterThanChanceItIsPoissons() {
        // exp(-5), the probability of none of 5.
        assertThat(LowTail.probability(0, 5, 1 + 1e-9)).isCloseTo(Math.exp(-5), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"3, 5, 1", "3, 0, 2", "-1, 5, 2", "3, NaN, 2", "3, 5, NaN"})
    void whatHasNoSuchDistributionIsRefused(long count, double mean, double inflation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowTail.probability(count, mean, inflation))
                .withMessageContaining("inflation above 1");
    }
}
