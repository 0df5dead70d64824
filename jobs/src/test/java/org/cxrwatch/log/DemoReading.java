package org.cxrwatch.log;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** How logs of the demo's classifier are read. */
public final class DemoReading {

    /** Nothing is asked of rows but that clocks are at most a day ahead. */
    public static final Contract CONTRACT =
            new Contract(Duration.ofDays(1), ColumnRules.NONE, ColumnRules.NONE, ColumnRules.NONE);

    /** Times without a zone are UTC. */
    public static final ReadingRules RULES = in(ZoneOffset.UTC);

    private DemoReading() {}

    /** Times without a zone are of this one. */
    public static ReadingRules in(ZoneId zone) {
        return new ReadingRules(
                List.of("NORMAL", "PNEUMONIA"),
                "PNEUMONIA",
                ConfidenceMeaning.PREDICTED_CLASS,
                zone,
                Duration.ofDays(7_300),
                DemoReading.CONTRACT);
    }
}
