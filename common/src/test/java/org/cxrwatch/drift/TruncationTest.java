package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beyond the capacity measures are those of the truncated values, near those of the values themselves. */
class TruncationTest {

    private static final int N = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.8})
    void theKolmogorovSmirnovStatisticIsOffByTheFullestBucketAtMost(double shift) {
        NumericComparison exact = comparison(Resolution.BASELINE, shift);
        NumericComparison coarse = comparison(Resolution.SLICE, shift);

        double full = KolmogorovSmirnov.statistic(exact);
        double truncated = KolmogorovSmirnov.statistic(coarse);

        assertThat(coarse.windowValues().shift()).isPositive();
        assertThat(truncated).isLessThanOrEqualTo(full + 1e-15).isGreaterThanOrEqualTo(full - fullest(coarse));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.8})
    void theWassersteinDistanceIsOffByTheMeanWidthOfBuckets(double shift) {
        NumericComparison exact = comparison(Resolution.BASELINE, shift);
        NumericComparison coarse = comparison(Resolution.SLICE, shift);

        double bound = meanWidth(coarse.referenceValues()) + meanWidth(coarse.windowValues());

        assertThat(Wasserstein.distance(coarse)).isCloseTo(Wasserstein.distance(exact), within(bound));
    }

    @Test
    void anExactSideIsBroughtToTheCoarserOne() {
        NumericSample reference = Samples.at(Resolution.BASELINE, Samples.normal(21, 2_000, 5, 1));
        NumericSample window = Samples.at(Resolution.SLICE, Samples.normal(22, N, 5, 1));

        NumericComparison comparison = NumericComparison.of(reference, window);

        assertThat(reference.values().histogram().isExact()).isTrue();
        assertThat(comparison.referenceValues().shift())
                .isEqualTo(comparison.windowValues().shift())
                .isPositive();
        assertThat(comparison.counts().referenceTotal()).isEqualTo(2_000);
        assertThat(comparison.counts().windowTotal()).isEqualTo(N);
    }

    @Test
    void aSampleBesideItselfHasNotMovedThoughOneSideIsCoarser() {
        double[] values = Samples.normal(23, N, 5, 1);
        NumericComparison comparison =
                NumericComparison.of(Samples.at(Resolution.BASELINE, values), Samples.at(Resolution.SLICE, values));

        assertThat(KolmogorovSmirnov.statistic(comparison)).isZero();
        assertThat(Wasserstein.distance(comparison)).isZero();
        assertThat(JensenShannon.divergence(comparison.counts())).isZero();
    }

    @Test
    void sharesOfBinsMoveByTheBucketsOfTheirEdgesAtMost() {
        PairedCounts exact = comparison(Resolution.BASELINE, 0.3).counts();
        NumericComparison coarse = comparison(Resolution.SLICE, 0.3);

        for (int bin = 0; bin < exact.size(); bin++) {
            assertThat(coarse.counts().windowShare(bin)).isCloseTo(exact.windowShare(bin), within(2 * fullest(coarse)));
        }
    }

    private static NumericComparison comparison(Resolution resolution, double shift) {
        return NumericComparison.of(
                Samples.at(resolution, Samples.normal(31, N, 5, 1)),
                Samples.at(resolution, Samples.normal(32, N, 5 + shift, 1)));
    }

    private static double fullest(NumericComparison comparison) {
        return Math.max(fullest(comparison.referenceValues()), fullest(comparison.windowValues()));
    }

    private static double fullest(AdaptiveHistogram histogram) {
        return IntStream.range(0, histogram.size())
                        .mapToLong(histogram::countAt)
                        .max()
                        .orElseThrow()
                / (double) histogram.total();
    }

    private static double meanWidth(AdaptiveHistogram histogram) {
        return IntStream.range(0, histogram.size())
                        .mapToDouble(i -> (histogram.upperAt(i) - histogram.lowerAt(i)) * histogram.countAt(i))
                        .sum()
                / histogram.total();
    }

    @Test
    void meansAreThoseOfTheValuesWhereSumsAreKept() {
        double[] values = Samples.normal(33, N, 5, 1);
        NumericSummary kept = NumericSummary.of(Resolution.ALL, values);

        assertThat(kept.histogram().isExact()).isFalse();
        assertThat(new MeanDifference()
                        .score(Samples.compare(Samples.of(values), Samples.complete(kept)))
                        .number()
                        .orElseThrow())
                .isCloseTo(0, within(1e-14));
    }
}
