package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code total_variation}: ½ Σ |p − q|, the share that would have to change its bin, in [0, 1], symmetric, a metric.
 * A bin empty on one side counts as it is. Rows without a value are a bin. Least n: one row a side. Source: half of
 * {@code scipy.spatial.distance.cityblock} of the shares.
 */
public final class TotalVariation implements CountMeasure {

    @Override
    public String name() {
        return "total_variation";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(() -> distance(counts));
    }

    static double distance(PairedCounts counts) {
        CompensatedSum sum = new CompensatedSum();
        for (int bin = 0; bin < counts.size(); bin++) {
            sum.add(Math.abs(counts.referenceShare(bin) - counts.windowShare(bin)));
        }
        return Math.min(1, sum.value() / 2);
    }
}
