package org.cxrwatch.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.cxrwatch.summary.CompensatedSum;

/**
 * Pearson's chi-square test that two rows of counts come from the same shares, both sides' error counted.
 *
 * @param statistic Σ (O − E)²/E over both rows
 * @param degrees occupied groups less one
 */
record Homogeneity(double statistic, int degrees) {

    /** Cochran's rule: each side is expected to have at least so many in every group. */
    static final double LEAST_EXPECTED = 5;

    /** Over every occupied bin, however small. */
    static Homogeneity ungrouped(PairedCounts counts) {
        CompensatedSum sum = new CompensatedSum();
        double total = counts.pooledTotal();
        for (int bin = 0; bin < counts.size(); bin++) {
            if (counts.pooledAt(bin) > 0) {
                sum.add(term(counts.referenceAt(bin), counts.pooledAt(bin) * (counts.referenceTotal() / total)));
                sum.add(term(counts.windowAt(bin), counts.pooledAt(bin) * (counts.windowTotal() / total)));
            }
        }
        return new Homogeneity(sum.value(), Math.max(0, counts.occupied() - 1));
    }

    private static double term(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    /**
     * Over groups that satisfy Cochran's rule; empty if the rows are too few for two groups. Bins of a number are
     * merged with their neighbours, categories the rarest first; which ones depends on the sum of both sides alone.
     */
    static Optional<Homogeneity> grouped(PairedCounts counts) {
        if (counts.occupied() < 2) {
            return Optional.of(new Homogeneity(0, 0));
        }
        PairedCounts groups = groups(counts);
        return groups.size() < 2 ? Optional.empty() : Optional.of(ungrouped(groups));
    }

    private static PairedCounts groups(PairedCounts counts) {
        long smaller = Math.min(counts.referenceTotal(), counts.windowTotal());
        long[] reference = new long[counts.size()];
        long[] window = new long[counts.size()];
        int size = 0;
        double expected = 0;
        for (int bin : inOrder(counts)) {
            reference[size] += counts.referenceAt(bin);
            window[size] += counts.windowAt(bin);
            expected += counts.pooledAt(bin) * ((double) smaller / counts.pooledTotal());
            if (expected >= LEAST_EXPECTED) {
                size++;
                expected = 0;
            }
        }
        if (expected > 0 && size > 0) {
            reference[size - 1] += reference[size];
            window[size - 1] += window[size];
        }
        return new PairedCounts(counts.order(), Arrays.copyOf(reference, size), Arrays.copyOf(window, size));
    }

    private static List<Integer> inOrder(PairedCounts counts) {
        IntStream bins = IntStream.range(0, counts.size());
        return counts.order() == PairedCounts.Order.ORDERED
                ? bins.boxed().toList()
                : bins.boxed()
                        .sorted(Comparator.comparingLong(counts::pooledAt))
                        .toList();
    }

    /** The probability of a statistic at least as large if nothing had changed; 1 where nothing could. */
    double probability() {
        return degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
    }
}
