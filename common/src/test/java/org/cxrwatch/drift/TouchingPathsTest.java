package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchingPathsTest {

    /** {@code scipy.stats.ks_2samp(x, y, method="exact").pvalue} of SciPy 1.17.1 at samples with these distances. */
    @ParameterizedTest
    @CsvSource({
        "3, 4, 7, 0.39999999999999997",
        "10, 10, 60, 0.05244755244755244",
        "50, 30, 600, 0.0035259049194001565",
        "2941, 109, 100000, 1.4126272768343465e-09",
        "2941, 400, 900000, 4.708536168671554e-210",
        "1000, 999, 20000, 0.9846472984188047"
    })
    void isSciPysExactProbability(int n, int m, long distance, double expected) {
        assertThat(new TouchingPaths(n, m).share(distance)).isCloseTo(expected, within(expected * 1e-9));
    }

    /** Against commons-statistics-inference, which counts over the whole lattice. */
    @Test
    void isTheLibrarysForSamplesOfAnySize() {
        SplittableRandom random = new SplittableRandom(20261128);
        KolmogorovSmirnovTest library = KolmogorovSmirnovTest.withDefaults().with(PValueMethod.EXACT);
        for (int round = 0; round < 400; round++) {
            double shift = random.nextDouble(0, 1);
            double[] x = sample(random, random.nextInt(2, 90), 0);
            double[] y = sample(random, random.nextInt(2, 90), shift);
            KolmogorovSmirnovTest.TwoResult result = library.test(x, y);
            long distance = Math.round(result.getStatistic() * x.length * y.length);

            assertThat(new TouchingPaths(x.length, y.length).share(distance))
                    .as("%d, %d, %d", x.length, y.length, distance)
                    .isCloseTo(result.getPValue(), within(result.getPValue() * 1e-12));
        }
    }

    @Test
    void theOrderOfTheSidesDoesNotMatter() {
        assertThat(new TouchingPaths(60, 7).share(200)).isEqualTo(new TouchingPaths(7, 60).share(200));
    }

    @Test
    void everyPathIsApartByNothingAndTwoByAllThereIs() {
        assertThat(new TouchingPaths(5, 3).share(0)).isEqualTo(1);
        // Of the 56 orders of 5 and 3, two have one side wholly before the other.
        assertThat(new TouchingPaths(5, 3).share(15)).isCloseTo(2.0 / 56, within(1e-15));
    }

    private static double[] sample(SplittableRandom random, int size, double shift) {
        return IntStream.range(0, size)
                .mapToDouble(i -> random.nextGaussian() + shift)
                .toArray();
    }
}
