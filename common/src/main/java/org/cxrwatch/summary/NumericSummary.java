package org.cxrwatch.summary;

import java.util.Optional;

/**
 * The finite values of one number, with the count of those that were not finite.
 *
 * <p>Missing values are not counted here: a row that lacks the number is one of the part's rows that is in neither
 * count, so that a number nobody has logged yet needs no bookkeeping.
 *
 * @param resolution how finely it is kept
 * @param histogram the finite values
 * @param notFinite how many were NaN or infinite
 * @param beyondBuckets what the histogram no longer tells once it truncates: extremes and exact sums
 */
public record NumericSummary(
        Resolution resolution, AdaptiveHistogram histogram, long notFinite, Optional<ExactMoments> beyondBuckets)
        implements Summary<NumericSummary> {

    /** No values. */
    public static NumericSummary empty(Resolution resolution) {
        return new NumericSummary(resolution, AdaptiveHistogram.empty(resolution.capacity()), 0, Optional.empty());
    }

    /** These values, in any order; NaN and infinities are counted apart. */
    public static NumericSummary of(Resolution resolution, double... values) {
        NumericCollector collector = new NumericCollector(resolution);
        for (double value : values) {
            collector.add(value);
        }
        return collector.summary();
    }

    static NumericSummary ofSortedKeys(Resolution resolution, long[] keys, int from, int to) {
        AdaptiveHistogram fitted = AdaptiveHistogram.ofSortedKeys(resolution.capacity(), keys, from, to);
        if (fitted.isExact()) {
            return new NumericSummary(resolution, fitted, 0, Optional.empty());
        }
        AdaptiveHistogram exact = AdaptiveHistogram.ofSortedKeys(Integer.MAX_VALUE, keys, from, to);
        return new NumericSummary(resolution, fitted, 0, Optional.of(ExactMoments.of(exact, resolution.moments())));
    }

    NumericSummary withNotFinite(long count) {
        return new NumericSummary(resolution, histogram, notFinite + count, beyondBuckets);
    }

    @Override
    public NumericSummary plus(NumericSummary other) {
        if (resolution != other.resolution) {
            throw new IllegalArgumentException(
                    "Summaries of resolution " + resolution + " and " + other.resolution + " cannot be added.");
        }
        AdaptiveHistogram sum = histogram.plus(other.histogram);
        return new NumericSummary(
                resolution,
                sum,
                notFinite + other.notFinite,
                sum.isExact() ? Optional.empty() : Optional.of(momentsWith(other)));
    }

    /**
     * The same values at a coarser resolution: bit for bit what they would have given at it from the first, so that the
     * sum of two is the same whether it is taken before or after.
     */
    NumericSummary at(Resolution coarser) {
        AdaptiveHistogram fitted = histogram.within(coarser.capacity());
        return new NumericSummary(
                coarser,
                fitted,
                notFinite,
                fitted.isExact() ? Optional.empty() : Optional.of(moments().keeping(coarser.moments())));
    }

    /** What is left when values that are among these are taken away again; extremes are then as fine as the buckets. */
    NumericSummary minus(NumericSummary part) {
        AdaptiveHistogram left = histogram.minus(part.histogram);
        boolean truncated = left.total() > 0 && !left.isExact();
        return new NumericSummary(
                resolution,
                left,
                notFinite - part.notFinite,
                truncated ? Optional.of(momentsWithout(part, left)) : Optional.empty());
    }

    private ExactMoments momentsWithout(NumericSummary part, AdaptiveHistogram left) {
        double min = Math.max(min(), left.lowerAt(0));
        double max = Math.min(max(), left.upperAt(left.size() - 1));
        return (part.count() == 0 ? moments() : moments().minus(part.moments())).between(min, max);
    }

    private ExactMoments momentsWith(NumericSummary other) {
        if (count() == 0) {
            return other.moments();
        }
        return other.count() == 0 ? moments() : moments().plus(other.moments());
    }

    private ExactMoments moments() {
        return beyondBuckets.orElseGet(() -> ExactMoments.of(histogram, resolution.moments()));
    }

    /** The number of finite values. */
    public long count() {
        return histogram.total();
    }

    /** The least value; NaN where there is none. */
    public double min() {
        return count() == 0 ? Double.NaN : beyondBuckets.map(ExactMoments::min).orElseGet(() -> histogram.lowerAt(0));
    }

    /** The largest value; NaN where there is none. */
    public double max() {
        return count() == 0
                ? Double.NaN
                : beyondBuckets.map(ExactMoments::max).orElseGet(() -> histogram.lowerAt(histogram.size() - 1));
    }

    /** The arithmetic mean; NaN where there is no value. */
    public double mean() {
        if (count() == 0) {
            return Double.NaN;
        }
        return exactSums().map(sums -> sums.mean(count())).orElseGet(() -> BucketMoments.mean(histogram));
    }

    /** The sample variance, Σ(x − mean)² / (n − 1); NaN below two values. */
    public double variance() {
        if (count() < 2) {
            return Double.NaN;
        }
        return exactSums()
                        .map(sums -> sums.squaredDeviations(count()))
                        .orElseGet(() -> BucketMoments.squaredDeviations(histogram))
                / (count() - 1);
    }

    /**
     * The sample standard deviation, the root of {@link #variance}; NaN below two values, and where the variance
     * overflows: nothing is small beside a number that is too large to be told.
     */
    public double standardDeviation() {
        double deviation = Math.sqrt(variance());
        return Double.isFinite(deviation) ? deviation : Double.NaN;
    }

    private Optional<ExactMoments> exactSums() {
        return beyondBuckets.filter(kept -> !kept.sums().isEmpty());
    }

    /**
     * The quantile, by linear interpolation between order statistics as {@code numpy.quantile} does; beyond the
     * capacity, by interpolation inside the bucket. NaN where there is no value.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        return Quantiles.of(this, share);
    }

    /**
     * The value of rank {@code rank}, from 0 for the least to {@code count() − 1}; inside its bucket beyond the
     * capacity.
     */
    public double valueAtRank(long rank) {
        if (rank < 0 || rank >= count()) {
            throw new IllegalArgumentException("There is no rank " + rank + " among " + count() + " values.");
        }
        return Quantiles.orderStatistic(this, rank);
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(notFinite);
        HistogramFormat.write(histogram, out);
        beyondBuckets.ifPresent(moments -> moments.writeTo(out));
    }

    static NumericSummary read(SummaryReader in, Resolution resolution) {
        long notFinite = in.count();
        AdaptiveHistogram histogram = HistogramFormat.read(in, resolution.capacity());
        Optional<ExactMoments> moments =
                histogram.isExact() ? Optional.empty() : Optional.of(ExactMoments.read(in, resolution.moments()));
        return new NumericSummary(resolution, histogram, notFinite, moments);
    }
}
