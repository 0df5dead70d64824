package org.cxrwatch.baseline;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What is known of a baseline besides its contents.
 *
 * @param id short and stable
 * @param modelVersion whose predictions it holds
 * @param firstDay first day of its period, UTC
 * @param lastDay last day of its period, UTC
 * @param predictions successful predictions in it
 * @param definition hash of the definition it was counted by
 * @param contentHash hash of its summaries: it is frozen
 * @param createdAt when it was made
 * @param createdBy by whom
 * @param reason why
 */
public record BaselineRecord(
        String id,
        String modelVersion,
        LocalDate firstDay,
        LocalDate lastDay,
        long predictions,
        String definition,
        String contentHash,
        Instant createdAt,
        String createdBy,
        String reason) {

    /** Whether a day lies in its period. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
