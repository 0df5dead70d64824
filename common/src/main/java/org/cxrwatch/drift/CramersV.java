package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * {@code cramers_v}: √(χ²/N) of the two rows of counts, N = n_R + n_C, in [0, 1], symmetric. It is a size, not a
 * test, so nothing is grouped; bins empty on both sides do not count. Rows without a value are a bin. It is 1 where no
 * bin is shared; else the same shares give less the more unequal the sides are. Least n: one row a side. Source:
 * {@code scipy.stats.contingency.association(method="cramer")}.
 */
public final class CramersV implements CountMeasure {

    @Override
    public String name() {
        return "cramers_v";
    }

    @Override
    public Score score(PairedCounts counts) {
        return counts.measured(
                () -> Math.min(1, Math.sqrt(Homogeneity.ungrouped(counts).statistic() / counts.pooledTotal())));
    }
}
