package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.ReadRow;

/**
 * How many rows of a kind and version a file has, and what is known of them.
 *
 * @param what which kind
 * @param file path in its source
 * @param version of the model; empty if none is known
 * @param rows how many
 * @param days how many are about which day
 * @param states how many say which label a row of a database has now
 * @param reasons why rows cannot be used, if that is the kind
 * @param end of the file, if that is the kind
 */
record StagedTally(
        What what,
        String file,
        String version,
        long rows,
        SortedMap<LocalDate, Long> days,
        long states,
        Map<RejectReason, RejectCount> reasons,
        ReadRow.OfFile end)
        implements Serializable {

    /** Whether some of the rows are about no day that is known. */
    boolean hasUndated() {
        return days.values().stream().mapToLong(Long::longValue).sum() < rows;
    }
}
