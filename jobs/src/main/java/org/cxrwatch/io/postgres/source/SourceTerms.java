package org.cxrwatch.io.postgres.source;

import java.io.Serializable;
import java.util.Optional;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.log.ReadingRules;

/**
 * How a database of logs is read.
 *
 * @param schema of its tables
 * @param rules what must be known to read a row; the zone is that of its timestamps
 * @param processingTime what the column processing_time counts
 * @param xidColumn an indexed column that holds each row's transaction, if there is one
 * @param limits how much is read at once
 */
public record SourceTerms(
        String schema, ReadingRules rules, Unit processingTime, Optional<String> xidColumn, Limits limits) {

    /** What a duration is counted in. */
    public enum Unit {
        /** Seconds. */
        SECONDS(1),
        /** Milliseconds. */
        MILLISECONDS(1000);

        private final int perSecond;

        Unit(int perSecond) {
            this.perSecond = perSecond;
        }

        int perSecond() {
            return perSecond;
        }
    }

    /**
     * How much is read at once.
     *
     * @param connections how many connections read at the same time
     * @param batchBytes so much of a table is in a batch of the first load
     * @param bytesPerSecond so much of a table is read in a second, all connections together; 0 for no limit
     * @param lookBackDays days that are read again when transactions were numbered anew
     */
    public record Limits(int connections, long batchBytes, long bytesPerSecond, int lookBackDays)
            implements Serializable {}

    LogShape shape() {
        return LogShape.database(processingTime.perSecond());
    }
}
