package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What every register of incidents does. */
public interface IncidentsContract {

    /** An empty one. */
    Incidents incidents();

    @Test
    default void incidentsAreListedAsTheyWereAdded() {
        Incidents incidents = incidents();
        Incidents.Incident outage = new Incidents.Incident(
                LocalDate.of(2026, 9, 4),
                LocalDate.of(2026, 9, 5),
                "detector of scanner 2 was replaced; 'raw' \\ \"images\"",
                "ana",
                Instant.parse("2026-09-06T10:00:00Z"));
        Incidents.Incident drill = new Incidents.Incident(
                LocalDate.of(2026, 9, 1),
                LocalDate.of(2026, 9, 1),
                "drill",
                "ben",
                Instant.parse("2026-09-02T10:00:00Z"));

        incidents.add(outage);
        incidents.add(drill);

        assertThat(incidents.list()).containsExactly(outage, drill);
    }
}
