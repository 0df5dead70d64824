package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumericSummaryTest {

    /** numpy 2.1: quantile([1, 2, 4, 8, 16.5], [0, .1, .25, .5, .95, 1]), mean, std(ddof=1). */
    @Test
    void whileExactQuantilesAndMomentsAreNumpys() {
        NumericSummary summary = NumericSummary.of(Resolution.SLICE, 8, 1, 16.5, 2, 4);
        assertThat(summary.quantile(0)).isEqualTo(1);
        assertThat(summary.quantile(0.1)).isEqualTo(1.4);
        assertThat(summary.quantile(0.25)).isEqualTo(2);
        assertThat(summary.quantile(0.5)).isEqualTo(4);
        assertThat(summary.quantile(0.95)).isCloseTo(14.8, within(1e-14));
        assertThat(summary.quantile(1)).isEqualTo(16.5);
        assertThat(summary.mean()).isEqualTo(6.3);
        assertThat(summary.standardDeviation()).isCloseTo(6.300793600809346, within(1e-14));
    }

    @Test
    void valuesThatAreNotFiniteAreCountedApart() {
        NumericSummary summary =
                NumericSummary.of(Resolution.SLICE, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.notFinite()).isEqualTo(3);
        assertThat(summary.max()).isEqualTo(1);
    }

    @Test
    void nothingHasNoMeanNoExtremesAndNoQuantile() {
        NumericSummary nothing = NumericSummary.empty(Resolution.ALL);
        assertThat(nothing.mean()).isNaN();
        assertThat(nothing.min()).isNaN();
        assertThat(nothing.quantile(0.5)).isNaN();
        assertThat(nothing.variance()).isNaN();
    }

    @Test
    void beyondTheCapacityExtremesMeanAndVarianceStayExact() {
        Random random = new Random(11);
        double[] values = random.doubles(50_000).map(u -> 1e9 + Math.log(1 / u)).toArray();
        NumericSummary summary = NumericSummary.of(Resolution.ALL, values);
        assertThat(summary.histogram().isExact()).isFalse();
        assertThat(summary.histogram().size()).isLessThanOrEqualTo(2_048);
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal sum = Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(n, new MathContext(60));
        BigDecimal squares = Arrays.stream(values)
                .mapToObj(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(summary.mean()).isEqualTo(mean.doubleValue());
        assertThat(summary.variance())
                .isEqualTo(squares.doubleValue() / (values.length - 1), within(1e-15 * summary.variance()));
        assertThat(summary.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(summary.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @Test
    void beyondTheCapacityQuantilesStayWithinTheBucketsWidth() {
        Random random = new Random(12);
        double[] values = IntStream.range(0, 20_000)
                .mapToDouble(i -> 140 + 18 * random.nextGaussian())
                .toArray();
        NumericSummary summary = NumericSummary.of(Resolution.SLICE, values);
        Arrays.sort(values);
        double relative = Math.pow(2, summary.histogram().shift() - 52);
        for (double share : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
            double exact = values[(int) Math.round(share * (values.length - 1))];
            assertThat(summary.quantile(share)).isCloseTo(exact, within(1.01 * relative * Math.abs(exact)));
        }
        assertThat(summary.mean()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(relative * 200));
    }

    @Test
    void theLargestNumbersThereAreHaveQuantilesAndNoDeviation() {
        NumericSummary summary = NumericSummary.of(Resolution.ALL, -Double.MAX_VALUE, Double.MAX_VALUE);

        assertThat(summary.quantile(0.5)).isZero();
        assertThat(summary.quantile(0.75)).isCloseTo(Double.MAX_VALUE / 2, within(1e293));
        assertThat(summary.mean()).isZero();
        assertThat(summary.plus(NumericSummary.of(Resolution.ALL, Double.MAX_VALUE))
                        .mean())
                .isCloseTo(Double.MAX_VALUE / 3, within(1e293));
        assertThat(summary.standardDeviation()).isNaN();
    }

    @Test
    void summariesOfUnequalResolutionAreNotAdded() {
        assertThatThrownBy(() -> NumericSummary.empty(Resolution.ALL).plus(NumericSummary.empty(Resolution.SLICE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ALL")
                .hasMessageContaining("SLICE");
    }

    @Test
    void takingAwayLeavesWhatWasNotTaken() {
        NumericSummary given = NumericSummary.of(Resolution.SLICE, 0.1, 0.2, 0.2, 0.9);
        NumericSummary left = given.minus(NumericSummary.of(Resolution.SLICE, 0.2, 0.9));
        assertThat(left).isEqualTo(NumericSummary.of(Resolution.SLICE, 0.1, 0.2));
    }

    @Test
    void takingAwayBeyondTheCapacityKeepsCountsAndSums() {
        double[] values = new Random(13).doubles(9_000).toArray();
        double[] gone = Arrays.copyOf(values, 100);
        NumericSummary left = NumericSummary.of(Resolution.ALL, values).minus(NumericSummary.of(Resolution.ALL, gone));
        double[] rest = Arrays.copyOfRange(values, 100, values.length);
        assertThat(left.count()).isEqualTo(8_900);
        assertThat(left.mean()).isCloseTo(Arrays.stream(rest).average().orElseThrow(), within(1e-14));
        assertThat(left.min()).isLessThanOrEqualTo(Arrays.stream(rest).min().orElseThrow());
    }

    @Test
    void moreThanWasGivenCannotBeTakenAway() {
        NumericSummary given = NumericSummary.of(Resolution.SLICE, 0.1);
        assertThatThrownBy(() -> given.minus(NumericSummary.of(Resolution.SLICE, 0.1, 0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withdrawn");
    }

    @Test
    void aShareOutsideZeroToOneIsNoQuantile() {
        assertThatThrownBy(() -> NumericSummary.of(Resolution.SLICE, 1).quantile(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bucketsOfExtremeValuesStayFinite() {
        double[] values = new Random(14)
                .doubles(5_000, -1, 1)
                .map(u -> u * Double.MAX_VALUE)
                .toArray();
        NumericSummary summary = NumericSummary.of(Resolution.SLICE, values);
        AdaptiveHistogram histogram = summary.histogram();
        for (int i = 0; i < histogram.size(); i++) {
            assertThat(histogram.lowerAt(i)).isFinite().isLessThanOrEqualTo(histogram.upperAt(i));
            assertThat(histogram.valueAt(i)).isFinite();
        }
        assertThat(summary.quantile(0.5)).isFinite();
    }
}
