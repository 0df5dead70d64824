package org.cxrwatch.bench;

/** What a run of {@link DetectionBench} can measure. */
public enum BenchPart {
    /** Quiet nights, whose days have their usual size. */
    QUIET,
    /** Quiet nights of which the rows are an eighth, as many and four times as many as the whole baseline's. */
    SIZES,
    /** How small a change is found. */
    POWER,
    /** Events nobody looked at when the decision was made. */
    EVENTS
}
