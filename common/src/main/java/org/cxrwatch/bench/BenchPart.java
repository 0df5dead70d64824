package org.cxrwatch.bench;

/** What a run of {@link DetectionBench} can measure. */
public enum BenchPart {
    /** Quiet nights, whose days have their usual size. */
    QUIET(0),
    /** Quiet weeks and months that end with a night. */
    ROLLING(4),
    /** Quiet nights of which the rows are an eighth, as many and four times as many as the whole baseline's. */
    SIZES(1),
    /** How small a change is found. */
    POWER(2),
    /** Events nobody looked at when the decision was made. */
    EVENTS(3);

    private final int stream;

    BenchPart(int stream) {
        this.stream = stream;
    }

    /** What its worlds are drawn from besides the seed: new parts leave the others' worlds as they were. */
    int stream() {
        return stream;
    }
}
