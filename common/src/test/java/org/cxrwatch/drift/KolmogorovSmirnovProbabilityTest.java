package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovProbabilityTest implements NumericMeasureContract {

    @Override
    public NumericMeasure measure() {
        return new KolmogorovSmirnovProbability();
    }

    @Override
    public double unmoved() {
        return 1;
    }

    @Override
    public double least() {
        return 0;
    }

    @Override
    public double largest() {
        return 1;
    }

    @Override
    public Exchange exchange() {
        return Exchange.NOTHING;
    }

    /**
     * {@code scipy.stats.ks_2samp(method="auto")} of SciPy 1.17.1 at (i + ½)/n and (j + ½)/m + shift: asymptotic
     * beyond 10,000.
     */
    @ParameterizedTest
    @CsvSource({
        "20000, 400, 0.05, 0.2460679415544842",
        "20000, 400, 0.02, 0.9928833307865776",
        "12000, 12000, 0.02, 0.015598490808227764"
    })
    void manyValuesHaveTheProbabilityOfTheOneSampleStatistic(int n, int m, double shift, double expected) {
        NumericComparison comparison = Samples.compare(Samples.of(grid(n, 0)), Samples.of(grid(m, shift)));

        assertThat(measure().score(comparison).number().orElseThrow()).isCloseTo(expected, within(1e-9));
    }

    /**
     * {@code scipy.stats.kstwo.sf(0.001, 2_000_000)} of SciPy 1.17.1; four million a side have that effective size.
     */
    @Test
    void beyondAMillionTheLimitLawHolds() {
        NumericSummary reference = bulk(0, 4_000_000);
        NumericSummary window = bulk(0.001, 4_000_000);
        NumericComparison comparison = Samples.compare(Samples.complete(reference), Samples.complete(window));

        assertThat(KolmogorovSmirnov.statistic(comparison)).isCloseTo(0.001, within(1e-12));
        assertThat(measure().score(comparison).number().orElseThrow())
                .isCloseTo(0.03660662431970485, within(0.03660662431970485 * 1e-3));
    }

    /** Of {@code n} values this share is 1 and the rest 0, built by doubling. */
    private static NumericSummary bulk(double share, int n) {
        double[] thousand = new double[1_000];
        Arrays.fill(thousand, 0, (int) Math.round(share * 1_000), 1);
        NumericSummary sum = NumericSummary.of(Resolution.BASELINE, thousand);
        NumericSummary whole = NumericSummary.empty(Resolution.BASELINE);
        for (int left = n / 1_000; left > 0; left /= 2) {
            whole = left % 2 == 1 ? whole.plus(sum) : whole;
            sum = sum.plus(sum);
        }
        return whole;
    }

    @Test
    void manyValuesBesideThemselvesAreCertainToBeAlike() {
        NumericSample sample = Samples.of(grid(10_001, 0));

        assertThat(measure().score(Samples.compare(sample, sample)).number()).hasValue(1);
    }

    private static double[] grid(int n, double shift) {
        return IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n + shift).toArray();
    }
}
