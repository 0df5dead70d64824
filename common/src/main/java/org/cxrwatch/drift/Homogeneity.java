package org.cxrwatch.drift;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.cxrwatch.summary.CompensatedSum;

/**
 * Pearson's chi-square test that two rows of counts come from the same shares, both sides' error counted.
 *
 * @param statistic Σ (O − E)²/E over both rows
 * @param degrees occupied groups less one
 */
record Homogeneity(double statistic, int degrees) {

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

    /** Over groups that satisfy Cochran's rule; empty if the rows are too few for two of them. */
    static Optional<Homogeneity> grouped(PairedCounts counts) {
        if (counts.occupied() < 2) {
            return Optional.of(new Homogeneity(0, 0));
        }
        PairedCounts groups = CochranGroups.of(counts);
        return groups.size() < 2 ? Optional.empty() : Optional.of(ungrouped(groups));
    }

    /** The probability of a statistic at least as large if nothing had changed; 1 where nothing could. */
    double probability() {
        return degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
    }
}
