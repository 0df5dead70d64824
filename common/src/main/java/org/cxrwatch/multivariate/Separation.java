package org.cxrwatch.multivariate;

import java.util.Arrays;
import java.util.List;
import org.cxrwatch.performance.Wilson;

/**
 * How well scores tell two groups apart: the share of pairs, one of either group, of which the second has the higher
 * score, ties by halves; in [0, 1], 0.5 for scores that know nothing. Each fold is scored by a classifier that has not
 * seen it, so that pairs are made within folds only; the folds' shares are averaged by their pairs.
 *
 * @param area the share; NaN without a pair
 * @param first rows of the first group
 * @param second rows of the second group
 */
public record Separation(double area, int first, int second) {

    private static final double TWELVE = 12;

    /**
     * Scores of rows that a classifier has not seen.
     *
     * @param first of the first group
     * @param second of the second group, which scores higher
     */
    public record Fold(List<Double> first, List<Double> second) {

        /** Copies the lists; the two zeros are one. */
        public Fold {
            first = first.stream().map(Fold::positiveZero).toList();
            second = second.stream().map(Fold::positiveZero).toList();
        }

        /** Sorting tells the two zeros apart. */
        private static double positiveZero(double score) {
            return score + 0.0;
        }

        private long pairs() {
            return (long) first.size() * second.size();
        }

        private double ordered() {
            double[] below =
                    first.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return second.stream()
                    .mapToDouble(score -> countBelow(below, score))
                    .sum();
        }

        /** How many are below, those that are equal by halves. */
        private static double countBelow(double[] sorted, double score) {
            int from = insertion(sorted, Math.nextDown(score));
            int to = insertion(sorted, score);
            return from + (to - from) / 2.0;
        }

        /** How many are at most the value. */
        private static int insertion(double[] sorted, double value) {
            int at = Arrays.binarySearch(sorted, value);
            if (at < 0) {
                return -at - 1;
            }
            while (at < sorted.length && sorted[at] == value) {
                at++;
            }
            return at;
        }
    }

    /** Of folds. */
    public static Separation of(List<Fold> folds) {
        double pairs = folds.stream().mapToLong(Fold::pairs).sum();
        return new Separation(
                folds.stream().mapToDouble(Fold::ordered).sum() / pairs,
                folds.stream().mapToInt(fold -> fold.first().size()).sum(),
                folds.stream().mapToInt(fold -> fold.second().size()).sum());
    }

    /**
     * As a value to compare. Its variance is that of groups that do not differ, (m + n + 1) / (12 m n) (Mann and
     * Whitney 1947, doi:10.1214/aoms/1177730491): that is what a comparison asks about.
     */
    public DayValue value() {
        return new DayValue(area, (first + second + 1.0) / (TWELVE * first * second), second);
    }

    /** Half of its 95 % interval, by Hanley and McNeil (1982, doi:10.1148/radiology.143.1.7063747). */
    public double margin() {
        double ofSecond = area / (2 - area) - area * area;
        double ofFirst = 2 * area * area / (1 + area) - area * area;
        double variance =
                (area * (1 - area) + (second - 1) * ofSecond + (first - 1) * ofFirst) / ((double) first * second);
        return Wilson.Z95 * Math.sqrt(Math.max(0, variance));
    }
}
