package org.cxrwatch.drift;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/** Samples of fixed seeds. */
final class Samples {

    private Samples() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static NumericSample of(double... values) {
        return withMissing(0, values);
    }

    static NumericSample withMissing(long missing, double... values) {
        return new NumericSample(NumericSummary.of(Resolution.BASELINE, values), missing);
    }

    static NumericSample at(Resolution resolution, double... values) {
        return complete(NumericSummary.of(resolution, values));
    }

    /** A number that no row lacks. */
    static NumericSample complete(NumericSummary values) {
        return new NumericSample(values, 0);
    }

    static double[] normal(long seed, int n, double mean, double deviation) {
        RandomGenerator random = random(seed);
        return random.doubles(n)
                .map(ignored -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    /** Pairs of many shapes: alike, shifted, tied, heavy-tailed, constant, tiny. */
    static Stream<NumericComparison> comparisons() {
        double[] ties = Arrays.stream(normal(3, 200, 0, 2)).map(Math::rint).toArray();
        double[] heavy =
                Arrays.stream(normal(4, 150, 0, 1)).map(x -> x * x * x * x * x).toArray();
        return Stream.of(
                compare(of(normal(1, 300, 0, 1)), of(normal(2, 80, 0, 1))),
                compare(of(normal(1, 300, 0, 1)), of(normal(2, 80, 0.7, 1.5))),
                compare(of(normal(1, 300, 0, 1)), of(normal(2, 80, 40, 1))),
                compare(of(ties), of(1, 1, 2, 2, 2, 3)),
                compare(withMissing(5, ties), withMissing(20, 1, 1, 2, 2, 2, 3)),
                compare(of(heavy), of(normal(5, 60, 0, 100))),
                compare(of(7, 7, 7, 7), of(7, 7, 7)),
                compare(of(7, 7, 7, 7), of(8, 8, 8)),
                compare(of(1), of(2)),
                compare(at(Resolution.SLICE, normal(6, 3_000, 0, 1)), at(Resolution.SLICE, normal(7, 900, 0.1, 1))));
    }

    /** Counts of neighbouring bins. */
    static PairedCounts bins(List<Long> reference, List<Long> window) {
        return new PairedCounts(PairedCounts.Order.ORDERED, array(reference), array(window));
    }

    private static long[] array(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    static NumericComparison compare(NumericSample reference, NumericSample window) {
        return NumericComparison.of(reference, window);
    }

    static NumericComparison exchanged(NumericComparison comparison) {
        return NumericComparison.of(
                comparison.window(),
                comparison.reference(),
                ReferenceBins.deciles(comparison.reference().values()));
    }

    static CategoricalSample categories(long missing, long... counts) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                values.put("value-%03d".formatted(i), counts[i]);
            }
        }
        return new CategoricalSample(CategorySummary.of(values), missing);
    }

    static Stream<CategoricalComparison> categoricalComparisons() {
        return Stream.of(
                compare(categories(0, 520, 410, 300), categories(0, 77, 60, 47)),
                compare(categories(0, 520, 410, 300), categories(0, 0, 0, 0, 60)),
                compare(categories(3, 520, 410, 300), categories(40, 90, 72)),
                compare(categories(0, 12), categories(0, 9)),
                compare(categories(0, 3, 2, 1), categories(0, 1, 1)),
                compare(categories(0, random(8).longs(300, 1, 9).toArray()), categories(2, 40, 1, 0, 3)));
    }

    static CategoricalComparison compare(CategoricalSample reference, CategoricalSample window) {
        return CategoricalComparison.of(reference, window);
    }
}
