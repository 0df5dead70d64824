package org.cxrwatch.baseline;

/** What a baseline is used for. */
public enum BaselineState {
    /** Made, not used. */
    CANDIDATE,
    /** What its version's windows are compared with; one a version. */
    ACTIVE,
    /** No longer used. */
    RETIRED
}
