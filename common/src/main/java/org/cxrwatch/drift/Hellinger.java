package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code hellinger}: √(½ Σ (√p − √q)²), in [0, 1], symmetric, a metric. A bin empty on one side counts as it is, one
 * empty on both not at all. Rows without a value are a bin. Least n: one row a side. Source: Hellinger 1909,
 * doi:10.1515/crll.1909.136.210; as Evidently's "Hellinger distance".
 */
public final class Hellinger implements CountMeasure {

    @Override
    public String name() {
        return "hellinger";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(() -> distance(counts));
    }

    private static double distance(PairedCounts counts) {
        CompensatedSum sum = new CompensatedSum();
        for (int bin = 0; bin < counts.size(); bin++) {
            double difference = Math.sqrt(counts.referenceShare(bin)) - Math.sqrt(counts.windowShare(bin));
            sum.add(difference * difference);
        }
        return Math.min(1, Math.sqrt(sum.value() / 2));
    }
}
