package org.cxrwatch.performance;

import java.util.List;

/**
 * What scores promise beside what labels show: a diagram's points, at most {@link ScoreBinning#BINS} of them. On the
 * diagonal scores are probabilities; a point whose interval holds its mean score is no evidence against that.
 *
 * @param bins those that hold a scored label, by score; none before the first
 */
public record ReliabilityCurve(List<ReliabilityBin> bins) {

    /** Copies the bins. */
    public ReliabilityCurve {
        bins = List.copyOf(bins);
    }

    /** The curve of the scored labels; scores that are not finite are left out. */
    public static ReliabilityCurve of(Outcomes outcomes, ScoreBinning binning) {
        return new ReliabilityCurve(binning.bins(outcomes.steps()));
    }

    /** Scored labels. */
    public long rows() {
        return bins.stream().mapToLong(ReliabilityBin::rows).sum();
    }

    /** The share of all rows that a bin holds. */
    double weight(ReliabilityBin bin) {
        return (double) bin.rows() / rows();
    }
}
