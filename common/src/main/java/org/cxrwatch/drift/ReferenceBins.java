package org.cxrwatch.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.NumericSummary;

/**
 * The bins of a number, as its reference has them: between its deciles, the two ends open, and one more for the rows
 * without a finite value. They never depend on a window, so the scores of two windows can be compared.
 *
 * <p>Edges are the nine inner deciles ({@code numpy.quantile}, linear); equal ones are one edge. A bin holds its
 * lower edge and not its upper one. Where the upper deciles are the reference's largest value there is an edge just
 * above it too: else a number that never changed could rise unseen. Such a bin is empty in the reference, like the
 * first one where the lower deciles are its least value.
 *
 * @param edges ascending, finite; {@code edges.size() + 1} bins, and the one without a value
 */
public record ReferenceBins(List<Double> edges) {

    private static final int BINS = 10;

    /** As {@code numpy.linspace(0, 1, 11)}: its 0.30000000000000004 lays an edge just above a value of that rank. */
    private static final double STEP = 0.1;

    /** Copies the edges and checks their order. */
    public ReferenceBins {
        edges = List.copyOf(edges);
        for (int i = 0; i < edges.size(); i++) {
            if (!(Double.isFinite(edges.get(i)) && (i == 0 || edges.get(i - 1) < edges.get(i)))) {
                throw new IllegalArgumentException("Edges of bins are finite and ascend, got " + edges + ".");
            }
        }
    }

    /** Between the reference's deciles; without any value there is one bin from −∞ to ∞. */
    public static ReferenceBins deciles(NumericSummary reference) {
        TreeSet<Double> edges = new TreeSet<>();
        if (reference.count() > 0) {
            for (int decile = 1; decile < BINS; decile++) {
                edges.add(reference.quantile(decile * STEP) + 0.0);
            }
            if (edges.last() == reference.max() && Double.isFinite(Math.nextUp(edges.last()))) {
                edges.add(Math.nextUp(edges.last()));
            }
        }
        return new ReferenceBins(new ArrayList<>(edges));
    }

    /** The number of bins, that of rows without a finite value among them. */
    public int size() {
        return edges.size() + 2;
    }

    /**
     * How many values lie in each bin, a bucket that holds an edge counting as above it; the last is {@code
     * unusable}.
     */
    long[] count(AdaptiveHistogram values, long unusable) {
        long[] counts = new long[size()];
        int bin = 0;
        for (int i = 0; i < values.size(); i++) {
            double upper = values.upperAt(i);
            while (bin < edges.size() && upper >= edges.get(bin)) {
                bin++;
            }
            counts[bin] += values.countAt(i);
        }
        counts[size() - 1] = unusable;
        return counts;
    }
}
