package org.cxrwatch.port;

/** How far a batch has come; each step is taken once. */
public enum BatchState {
    /** What exactly will be read is decided. */
    PLANNED,
    /** Its rows are in the lake. */
    INGESTED,
    /** Its cells are in the lake. */
    SUMMARISED,
    /** Its windows are scored, judged and published. */
    EVALUATED
}
