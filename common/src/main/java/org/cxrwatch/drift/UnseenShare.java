package org.cxrwatch.drift;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * {@code unseen_share}: the share of the window's rows with a value that never occurs in the reference, in [0, 1];
 * not symmetric. Rows without a value are left out; least n: one row with a value a side. Of more values than are
 * counted one by one the rest is unseen only if the reference has none of it: a lower bound.
 */
public final class UnseenShare implements CategoricalMeasure {

    @Override
    public String name() {
        return "unseen_share";
    }

    @Override
    public Score score(CategoricalComparison comparison) {
        long rows = comparison.window().values().count();
        if (!(rows > 0 && comparison.reference().values().count() > 0)) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        PairedCounts counts = comparison.counts();
        int missing = counts.size() - 1;
        long unseen = 0;
        for (int value = 0; value < missing; value++) {
            unseen += counts.referenceAt(value) == 0 ? counts.windowAt(value) : 0;
        }
        return Score.of((double) unseen / rows);
    }
}
