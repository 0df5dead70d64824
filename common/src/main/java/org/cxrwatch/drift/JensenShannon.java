package org.cxrwatch.drift;

import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code js_distance}: the root of the Jensen–Shannon divergence to base 2, √(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m))
 * with m = (p + q)/2, in [0, 1], symmetric, a metric. A bin empty on one side counts as it is, one empty on both not
 * at all. Rows without a value are a bin. Least n: one row a side. Source: {@code
 * scipy.spatial.distance.jensenshannon(base=2)}; doi:10.1109/18.61115, doi:10.1109/TIT.2003.813506.
 */
public final class JensenShannon implements CountMeasure {

    private static final double BITS = 1 / Math.log(2);

    @Override
    public String name() {
        return "js_distance";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(() -> Math.sqrt(divergence(counts)));
    }

    static double divergence(PairedCounts counts) {
        CompensatedSum sum = new CompensatedSum();
        for (int bin = 0; bin < counts.size(); bin++) {
            double reference = counts.referenceShare(bin);
            double window = counts.windowShare(bin);
            double middle = (reference + window) / 2;
            sum.add(relative(reference, middle));
            sum.add(relative(window, middle));
        }
        return Math.min(1, Math.max(0, sum.value() * BITS / 2));
    }

    private static double relative(double share, double middle) {
        return share > 0 ? share * Math.log(share / middle) : 0;
    }
}
