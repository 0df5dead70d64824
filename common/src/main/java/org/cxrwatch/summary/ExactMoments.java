package org.cxrwatch.summary;

import java.math.BigInteger;
import java.util.List;

/**
 * Sums of values and of their squares, without rounding, with the least and the largest value.
 *
 * @param min least value
 * @param max largest value
 * @param sums Σx and Σx²; empty where only the extremes are kept
 */
record ExactMoments(double min, double max, List<ExactSum> sums) {

    ExactMoments {
        sums = List.copyOf(sums);
    }

    static ExactMoments of(AdaptiveHistogram exact, Resolution.Moments kept) {
        double min = exact.lowerAt(0);
        double max = exact.lowerAt(exact.size() - 1);
        if (kept == Resolution.Moments.FROM_BUCKETS) {
            return new ExactMoments(min, max, List.of());
        }
        ExactSum sum = ExactSum.ZERO;
        ExactSum squares = ExactSum.ZERO;
        for (int i = 0; i < exact.size(); i++) {
            ExactSum value = ExactSum.of(exact.lowerAt(i));
            ExactSum weighted = value.times(exact.countAt(i));
            sum = sum.plus(weighted);
            squares = squares.plus(weighted.times(value));
        }
        return new ExactMoments(min, max, List.of(sum, squares));
    }

    ExactMoments plus(ExactMoments other) {
        List<ExactSum> added = sums.isEmpty()
                ? List.of()
                : List.of(sums.get(0).plus(other.sums.get(0)), sums.get(1).plus(other.sums.get(1)));
        return new ExactMoments(Math.min(min, other.min), Math.max(max, other.max), added);
    }

    ExactMoments minus(ExactMoments part) {
        List<ExactSum> left = sums.isEmpty()
                ? List.of()
                : List.of(
                        sums.get(0).plus(part.sums.get(0).times(-1)),
                        sums.get(1).plus(part.sums.get(1).times(-1)));
        return new ExactMoments(min, max, left);
    }

    /** As much of it as is kept. */
    ExactMoments keeping(Resolution.Moments kept) {
        return kept == Resolution.Moments.EXACT ? this : new ExactMoments(min, max, List.of());
    }

    ExactMoments between(double least, double largest) {
        return new ExactMoments(least, largest, sums);
    }

    double mean(long n) {
        return sums.get(0).over(BigInteger.valueOf(n));
    }

    /** Σ(x − mean)², from n Σx² − (Σx)², which cancels nothing as it is exact. */
    double squaredDeviations(long n) {
        ExactSum square = sums.get(0).times(sums.get(0));
        ExactSum difference = sums.get(1).times(n).plus(square.times(-1));
        return difference.over(BigInteger.valueOf(n));
    }

    void writeTo(SummaryWriter out) {
        out.number(min);
        out.number(max);
        sums.forEach(sum -> sum.writeTo(out));
    }

    static ExactMoments read(SummaryReader in, Resolution.Moments kept) {
        double min = in.number();
        double max = in.number();
        return new ExactMoments(
                min, max, kept == Resolution.Moments.EXACT ? List.of(ExactSum.read(in), ExactSum.read(in)) : List.of());
    }
}
