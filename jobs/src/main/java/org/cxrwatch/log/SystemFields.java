package org.cxrwatch.log;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;

/** A row of the system metrics: every number of it, by name. */
final class SystemFields {

    /** What every row has. */
    static final String TIMESTAMP = "timestamp";

    static final String HOST = "host";
    private static final String UNNAMED_HOST = "default";

    private SystemFields() {}

    /** The sample of a row. */
    static SystemSample read(Fields fields, RowTimes times) throws RejectedRow {
        Instant at = times.required(fields, TIMESTAMP);
        String host = fields.optionalText(HOST).orElse(UNNAMED_HOST);
        Map<String, Double> numbers = new HashMap<>(fields.numbers());
        // A host may be called 7.
        numbers.remove(HOST);
        if (numbers.isEmpty()) {
            throw new RejectedRow(RejectReason.MISSING_VALUE, "the row holds no number");
        }
        return new SystemSample(host, at, numbers);
    }
}
