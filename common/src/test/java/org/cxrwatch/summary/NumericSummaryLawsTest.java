package org.cxrwatch.summary;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** The laws for numbers, at resolutions that keep exact sums and at those that do not. */
class NumericSummaryLawsTest {

    /**
     * Mixed magnitudes, ties, zeros of both signs, decimals, infinities and NaN; from none to many times the
     * capacity.
     */
    static List<Double> anyNumbers(Random random, int capacity) {
        int size =
                List.of(0, 1, 7, capacity - 1, capacity + 1, 4 * capacity + 13).get(random.nextInt(6));
        int kind = random.nextInt(4);
        return Stream.generate(() -> number(random, kind)).limit(size).toList();
    }

    private static double number(Random random, int kind) {
        int special = random.nextInt(200);
        if (special < 6) {
            return List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE)
                    .get(special);
        }
        return switch (kind) {
            case 0 -> Math.rint(random.nextGaussian() * 1e5) / 1e3;
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            case 2 -> random.nextInt(5);
            default -> (float) (140 + 18 * random.nextGaussian());
        };
    }

    private record Laws(Resolution resolution) implements SummaryLaws<Double, NumericSummary> {

        @Override
        public NumericSummary of(List<Double> rows) {
            return NumericSummary.of(
                    resolution, rows.stream().mapToDouble(Double::doubleValue).toArray());
        }

        @Override
        public List<Double> rows(Random random) {
            return anyNumbers(random, resolution.capacity());
        }

        @Override
        public NumericSummary read(SummaryReader in) {
            return NumericSummary.read(in, resolution);
        }
    }

    @Nested
    class WithMomentsFromBuckets implements SummaryLaws<Double, NumericSummary> {

        private final Laws laws = new Laws(Resolution.SLICE);

        @Override
        public NumericSummary of(List<Double> rows) {
            return laws.of(rows);
        }

        @Override
        public List<Double> rows(Random random) {
            return laws.rows(random);
        }

        @Override
        public NumericSummary read(SummaryReader in) {
            return laws.read(in);
        }
    }

    @Nested
    class WithExactMoments implements SummaryLaws<Double, NumericSummary> {

        private final Laws laws = new Laws(Resolution.ALL);

        @Override
        public NumericSummary of(List<Double> rows) {
            return laws.of(rows);
        }

        @Override
        public List<Double> rows(Random random) {
            return laws.rows(random);
        }

        @Override
        public NumericSummary read(SummaryReader in) {
            return laws.read(in);
        }
    }
}
