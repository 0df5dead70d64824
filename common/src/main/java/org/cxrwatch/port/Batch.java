package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;

/**
 * What one ingest took, or will take.
 *
 * @param number from 1, ascending; the transaction number of everything it appends
 * @param source whose rows
 * @param state how far it has come
 * @param plannedAt when it was decided what to read: the arrival instant of what it observes
 * @param basis how its arrivals are known
 * @param files what it reads
 * @param counts rows read, taken, rejected, …, by name; empty until ingested
 */
public record Batch(
        long number,
        String source,
        BatchState state,
        Instant plannedAt,
        ArrivalBasis basis,
        List<PlannedFile> files,
        Map<String, Long> counts) {

    /** Copies the list and the map. */
    public Batch {
        files = List.copyOf(files);
        counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** When the rows of one of its files became known: on the day of its name, if that is the basis and it has one. */
    public Arrival arrivalOf(PlannedFile file) {
        return basis == ArrivalBasis.FROM_NAME && file.namedDay().isPresent()
                ? Arrival.during(file.namedDay().get(), ArrivalBasis.FROM_NAME)
                : Arrival.observed(plannedAt);
    }
}
