package org.cxrwatch.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When something became known: it counts in every answer as of {@code at} or later.
 *
 * @param on the arrival day, UTC
 * @param at the instant from which it counts
 * @param basis how that is known
 */
public record Arrival(LocalDate on, Instant at, ArrivalBasis basis) implements Serializable {

    /** Seen arriving at this instant. */
    public static Arrival observed(Instant at) {
        return new Arrival(LocalDate.ofInstant(at, ZoneOffset.UTC), at, ArrivalBasis.OBSERVED);
    }

    /** Taken to have arrived during a day: it counts from that day's end on. */
    public static Arrival during(LocalDate day, ArrivalBasis basis) {
        return new Arrival(day, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), basis);
    }

    /**
     * Found at this instant, nobody knows how long after it was there: a row of this arrival is taken to have arrived
     * on its own day, see {@link #ofRowOn}.
     */
    public static Arrival assumed(Instant found) {
        return new Arrival(LocalDate.ofInstant(found, ZoneOffset.UTC), found, ArrivalBasis.ASSUMED);
    }

    /** The arrival of a row of this day: the end of its own day, if that is the basis and it was over; else this. */
    public Arrival ofRowOn(LocalDate day) {
        Arrival own = during(day, ArrivalBasis.ASSUMED);
        return basis == ArrivalBasis.ASSUMED && own.at.isBefore(at) ? own : this;
    }

    /** The later of two arrivals: when a pair became known. */
    public Arrival laterOf(Arrival other) {
        return other.at.isAfter(at) ? other : this;
    }
}
