package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code l_infinity}: max |p − q|, the largest change of one share, in [0, 1], symmetric. A bin empty on one side
 * counts as it is. Rows without a value are a bin. Least n: one row a side. Source: deequ's and TFDV's L-infinity
 * distance, without a correction for small samples (see {@link Excess}).
 */
public final class LInfinity implements CountMeasure {

    @Override
    public String name() {
        return "l_infinity";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(() -> distance(counts));
    }

    private static double distance(PairedCounts counts) {
        double largest = 0;
        for (int bin = 0; bin < counts.size(); bin++) {
            largest = Math.max(largest, Math.abs(counts.referenceShare(bin) - counts.windowShare(bin)));
        }
        return largest;
    }
}
