package org.cxrwatch.performance;

import java.util.List;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.SystemPart;

/**
 * What a host logged of one number in a window, in the unit it was logged in.
 *
 * @param metric the number's name, e.g. {@code cpu_percent}
 * @param values its finite samples
 */
public record HostUsage(String metric, NumericSummary values) {

    /** All numbers the host logged, by name. */
    public static List<HostUsage> all(SystemPart part) {
        return part.numbers().entries().entrySet().stream()
                .map(entry -> new HostUsage(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Finite samples. */
    public long samples() {
        return values.count();
    }
}
