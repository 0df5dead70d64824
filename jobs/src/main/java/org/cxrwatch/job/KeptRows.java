package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.cxrwatch.model.Scope;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/**
 * Counts any period whose rows are all kept: one that misses days would look like a quiet one.
 *
 * @param counts the rows that are there
 * @param expired the days that are gone
 */
public record KeptRows(WindowCounts counts, Expired expired) implements WindowCounts {

    /**
     * {@inheritDoc}
     *
     * @throws org.cxrwatch.error.DataException if days of the period have expired
     */
    @Override
    public Counted count(Scope scope, Instant from, Instant to) {
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
        if (!last.isBefore(first)) {
            expired.requireRows(
                    "Rows cannot be counted", first.datesUntil(last.plusDays(1)).toList(), Kept.PREDICTIONS);
        }
        return counts.count(scope, from, to);
    }
}
