package org.cxrwatch.score;

/** What a window is compared with. */
public enum Comparison {
    /** The active baseline of its version: decides. */
    BASELINE,
    /** The window before it: informs. */
    PREVIOUS
}
