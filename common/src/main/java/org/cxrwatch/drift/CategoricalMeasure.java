package org.cxrwatch.drift;

import org.cxrwatch.model.Score;

/** How far a category has moved, as one number. It decides nothing, and gives its reason where there is no number. */
public interface CategoricalMeasure {

    /** Its name in the tables, e.g. {@code total_variation}. */
    String name();

    /** How far the window is from the reference. */
    Score score(CategoricalComparison comparison);
}
