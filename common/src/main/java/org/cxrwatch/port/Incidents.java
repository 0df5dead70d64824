package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Days that people marked as not normal. */
public interface Incidents {

    /** All incidents. */
    List<Incident> list();

    /** Adds one. */
    void add(Incident incident);

    /**
     * Days kept out of baselines.
     *
     * @param firstDay first of them
     * @param lastDay last of them
     * @param reason why
     * @param by who said so
     * @param validFrom what a night as of then or later sees
     */
    record Incident(LocalDate firstDay, LocalDate lastDay, String reason, String by, Instant validFrom) {}
}
