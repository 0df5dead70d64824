package org.cxrwatch.score;

/** Whether a subject drifted; apart from how far. */
public enum Decision {
    /** It moved more than chance and the baseline's own days explain, by an amount worth a call. */
    DRIFTED,
    /** It could have been seen and was not. */
    NOT_DRIFTED,
    /** There is too little to say, or nothing to compare with; the score says why. */
    NOT_DECIDED
}
