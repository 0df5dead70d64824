package org.cxrwatch.model;

/** Why there is no number. It is stored and shown; it never means "no drift". */
public enum Reason {
    /** Fewer rows than the number needs. */
    TOO_FEW_ROWS,
    /** The version has no active baseline. */
    NO_BASELINE,
    /** The window lies inside the baseline's own period. */
    IN_BASELINE,
    /** All values are missing, NaN or infinite, or the formula has no value here. */
    NOT_FINITE,
    /** No label has arrived. */
    NO_LABELS_YET,
    /** Labels are still arriving. */
    LABELS_IMMATURE,
    /** The window's cells were not defined to hold it. */
    NOT_SUMMARISED,
    /** An estimate without labels that must not be believed: what it was learnt on is no longer what it is asked of. */
    ESTIMATE_UNSAFE
}
