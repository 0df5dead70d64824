package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/**
 * A measure of two rows of counts, whether they are those of bins or of categories. Rows without a value are counted
 * too: a number that stops being logged has moved as far as it can.
 */
public interface CountMeasure extends NumericMeasure, CategoricalMeasure {

    @Override
    String name();

    /** How far the window's counts are from the reference's. */
    Score score(PairedCounts counts);

    @Override
    default Score score(NumericComparison comparison) {
        return score(comparison.counts());
    }

    @Override
    default Score score(CategoricalComparison comparison) {
        return score(comparison.counts());
    }
}
