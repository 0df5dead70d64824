package org.cxrwatch.io.files;

import java.time.Instant;
import java.util.Map;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;

/** A line of a system metrics file: every number on it, by name. */
final class SystemLine {

    private static final String UNNAMED_HOST = "default";

    private SystemLine() {}

    /** The sample on a line. */
    static SystemSample read(Fields fields, RowTimes times) throws RejectedLine {
        Instant at = times.required(fields, "timestamp");
        String host = fields.optionalText("host").orElse(UNNAMED_HOST);
        Map<String, Double> numbers = fields.numbers();
        if (numbers.isEmpty()) {
            throw new RejectedLine(RejectReason.MISSING_VALUE, "the line holds no number");
        }
        return new SystemSample(host, at, numbers);
    }
}
