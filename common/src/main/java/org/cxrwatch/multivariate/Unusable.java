package org.cxrwatch.multivariate;

/** Why a feature takes no part. */
public enum Unusable {
    /** No row of the baseline has a finite value. */
    NOT_IN_BASELINE("not in the baseline"),
    /** No row of the window has a finite value. */
    NOT_IN_WINDOW("not in the window"),
    /** Fewer than half of the rows of a side have a finite value: most rows would be left out for it. */
    SELDOM("missing in most rows"),
    /** All of the baseline, but for half a per cent at each end, has one value: there is no spread to measure by. */
    CONSTANT("constant in the baseline");

    private final String text;

    Unusable(String text) {
        this.text = text;
    }

    /** The reason in words, after the feature's name. */
    public String text() {
        return text;
    }
}
