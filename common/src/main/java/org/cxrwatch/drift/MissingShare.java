package org.cxrwatch.drift;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * {@code missing_share}: the share of the window's rows without a value, or without a finite one, in [0, 1]; the
 * reference has no part in it. Least n: one row of the window.
 */
public final class MissingShare implements NumericMeasure, CategoricalMeasure {

    @Override
    public String name() {
        return "missing_share";
    }

    @Override
    public Score score(NumericComparison comparison) {
        return share(comparison.window().unusable(), comparison.window().rows());
    }

    @Override
    public Score score(CategoricalComparison comparison) {
        return share(comparison.window().missing(), comparison.window().rows());
    }

    private static Score share(long without, long rows) {
        return rows > 0 ? Score.of((double) without / rows) : Score.none(Reason.TOO_FEW_ROWS);
    }
}
