package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real PostgreSQL, written to by many, read by a role that may only SELECT. */
class ExtractionIT {

    private static HospitalDatabase hospital;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @Test
    void aHundredThousandRowsOfEightWritersAreTakenAllAndOnce() throws Exception {
        Extraction extraction = Extraction.of(hospital);
        int runs = 0;
        try (HospitalWriters writers = HospitalWriters.started(hospital, HospitalWriters.Plan.of(11, 100_000))) {
            while (!writers.ended()) {
                extraction.run();
                runs++;
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
            writers.await(Duration.ofMinutes(1));
        }
        extraction.run();
        extraction.run();

        assertThat(runs).isGreaterThan(3);
        assertThat(extraction.lake().predictions).hasSizeGreaterThanOrEqualTo(90_000);
        extraction.assertEqualTo(hospital);
    }
}
