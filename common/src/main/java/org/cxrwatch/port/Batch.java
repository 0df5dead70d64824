package org.cxrwatch.port;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;

/**
 * What one ingest took, or will take.
 *
 * @param number from 1, ascending; the transaction number of everything it appends
 * @param plan what it reads
 * @param state how far it has come
 * @param plannedAt when it was decided what to read: the arrival instant of what it observes
 * @param counts rows read, taken, rejected, …, by name; empty until ingested
 */
public record Batch(long number, Plan plan, BatchState state, Instant plannedAt, Map<String, Long> counts) {

    /** Copies the map. */
    public Batch {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** A batch that was just planned. */
    public static Batch planned(long number, Plan plan, Instant at) {
        return new Batch(number, plan, BatchState.PLANNED, at, Map.of());
    }

    /** Whose rows. */
    public String source() {
        return plan.source();
    }

    /** What it reads. */
    public List<Piece> pieces() {
        return plan.pieces();
    }

    /**
     * When the rows of one of its pieces became known: on the day of its name, if that is the basis and it has one; on
     * their own days, if that is the basis, which is said by its {@link Arrival#basis}.
     */
    public Arrival arrivalOf(Piece piece) {
        return switch (plan.basis()) {
            case FROM_NAME ->
                piece.namedDay()
                        .map(day -> Arrival.during(day, ArrivalBasis.FROM_NAME))
                        .orElseGet(() -> Arrival.observed(plannedAt));
            case OBSERVED -> Arrival.observed(plannedAt);
            case ASSUMED -> Arrival.assumed(plannedAt);
        };
    }
}
