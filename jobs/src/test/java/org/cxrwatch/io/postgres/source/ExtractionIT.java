package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.log.ConfidenceMeaning;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real PostgreSQL, written to by many, read by a role that may only SELECT. */
class ExtractionIT {

    private static final int BATCH_BYTES = 1 << 20;

    private static HospitalDatabase hospital;

    private final MemoryLedger ledger = new MemoryLedger();

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void empty() {
        hospital.recreate();
    }

    static DatabaseServer server(HospitalDatabase of, Role role) {
        return new DatabaseServer(DatabaseAddress.parse(of.url(role)), "cxrwatch test", DatabaseServer.Use.SOURCE);
    }

    static SourceTerms terms() {
        return new SourceTerms(
                "public",
                new ReadingRules(
                        List.of("NORMAL", "PNEUMONIA"),
                        "PNEUMONIA",
                        ConfidenceMeaning.PREDICTED_CLASS,
                        ZoneId.of("UTC"),
                        Duration.ofDays(7_300)),
                SourceTerms.Unit.SECONDS,
                Optional.empty(),
                new SourceTerms.Limits(2, BATCH_BYTES, 0, 180));
    }

    private static MemoryLake lake() {
        return new MemoryLake(new PostgresReader(server(hospital, Role.READER), terms()));
    }

    private Ingest ingest(MemoryLake lake) {
        Source source = new PostgresSource("postgres", server(hospital, Role.READER), terms());
        return new Ingest(List.of(new Ingest.Feed(source, lake)), ledger, new MemorySourceChecks());
    }

    private static Truth truth() throws SQLException {
        try (Connection reader = hospital.connect(Role.READER)) {
            return Truth.read(reader);
        }
    }

    private static MemoryLake.Key key(Truth.Identity identity) {
        LocalDateTime time = identity.time().truncatedTo(ChronoUnit.MILLIS);
        return new MemoryLake.Key(identity.id(), time.toInstant(ZoneOffset.UTC), identity.modelVersion());
    }

    private static void assertEqualToTruth(MemoryLake lake) throws SQLException {
        Truth truth = truth();
        Set<MemoryLake.Key> committed = new TreeSet<>();
        truth.identities().forEach(identity -> committed.add(key(identity)));
        Map<MemoryLake.Key, String> labels = new TreeMap<>();
        truth.labels().forEach((identity, label) -> labels.put(key(identity), label));
        assertThat(lake.rejects).isEmpty();
        assertThat(lake.predictions.keySet()).isEqualTo(committed);
        assertThat(lake.labels).isEqualTo(labels);
    }

    @Test
    void aHundredThousandRowsOfEightWritersAreTakenAllAndOnce() throws Exception {
        MemoryLake lake = lake();
        Ingest ingest = ingest(lake);
        int runs = 0;
        try (HospitalWriters writers = HospitalWriters.started(hospital, HospitalWriters.Plan.of(11, 100_000))) {
            while (!writers.ended()) {
                ingest.run(Instant.now());
                runs++;
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
            writers.await(Duration.ofMinutes(1));
        }
        ingest.run(Instant.now());
        ingest.run(Instant.now());

        assertThat(runs).isGreaterThan(3);
        assertThat(lake.predictions).hasSizeGreaterThanOrEqualTo(90_000);
        assertEqualToTruth(lake);
    }
}
