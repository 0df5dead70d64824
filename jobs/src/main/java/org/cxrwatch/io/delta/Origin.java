package org.cxrwatch.io.delta;

import java.time.LocalDate;
import org.cxrwatch.model.Arrival;

/**
 * Where a row of the lake came from.
 *
 * @param batch which batch took it
 * @param arrival when it became known
 * @param file path in its source
 * @param line number in its file, from 1
 */
public record Origin(long batch, Arrival arrival, String file, long line) {

    /** The same, of a row of this day, which may have arrived on its own day. */
    Origin ofRowOn(LocalDate day) {
        return new Origin(batch, arrival.ofRowOn(day), file, line);
    }
}
