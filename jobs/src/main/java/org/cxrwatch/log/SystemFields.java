package org.cxrwatch.log;

import java.time.Instant;
import java.util.Map;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;

/** A row of the system metrics: every number of it, by name. */
final class SystemFields {

    private static final String UNNAMED_HOST = "default";

    private SystemFields() {}

    /** The sample of a row. */
    static SystemSample read(Fields fields, RowTimes times) throws RejectedRow {
        Instant at = times.required(fields, "timestamp");
        String host = fields.optionalText("host").orElse(UNNAMED_HOST);
        Map<String, Double> numbers = fields.numbers();
        if (numbers.isEmpty()) {
            throw new RejectedRow(RejectReason.MISSING_VALUE, "the row holds no number");
        }
        return new SystemSample(host, at, numbers);
    }
}
