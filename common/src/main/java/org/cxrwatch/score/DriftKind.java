package org.cxrwatch.score;

import java.util.Locale;

/** What drifted. */
public enum DriftKind {
    /** The images. */
    DATA,
    /** The answers. */
    PREDICTION,
    /** The relation between both: the model is wrong more often. */
    CONCEPT;

    /** As the tables write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
