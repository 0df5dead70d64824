package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Stop;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that stays open delays what it and later ones write, and loses nothing. */
class OpenTransactionIT {

    private static final String STARTED = "SELECT (extract(epoch FROM min(xact_start)) * 1000000)::bigint"
            + " FROM pg_stat_activity WHERE backend_xid IS NOT NULL";

    private static HospitalDatabase hospital;

    /** How a transaction ends. */
    enum End {
        COMMIT,
        ROLLBACK
    }

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
        hospital.execute(Role.ADMIN, "ALTER SYSTEM SET max_prepared_transactions = 5");
        hospital.stop(Stop.FAST);
        hospital.start();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void empty() {
        hospital.recreate();
    }

    private static Instant openSince() {
        return Instant.EPOCH.plusNanos(hospital.number(STARTED) * 1_000);
    }

    /** Lets the open transaction, and the time since the last window, become older than a second. */
    private static void growOld() {
        long before = System.nanoTime();
        while (System.nanoTime() - before < Duration.ofMillis(1_050).toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** A first load, then a few rows more, so that the next window is one of changes. */
    private static Extraction loaded() {
        Extraction extraction = Extraction.of(hospital);
        ManyPredictions.insert(hospital, 1, 200);
        extraction.run();
        ManyPredictions.insert(hospital, 201, 10);
        return extraction;
    }

    @ParameterizedTest
    @EnumSource
    void whatComesAfterItWaitsAndIsTakenWhenItHasEnded(End end) throws SQLException {
        Extraction extraction = loaded();
        try (OpenWriter open = new OpenWriter(hospital, 1, 5)) {
            ManyPredictions.insert(hospital, 211, 100);
            growOld();

            Ingest.Report held = extraction.run();

            XidWindow window = extraction.window();
            assertThat(window.mode()).isEqualTo(XidWindow.Mode.CHANGES);
            assertThat(window.held()).isTrue();
            assertThat(extraction.lake().predictions).hasSize(210);
            assertThat(window.watermark()).isBeforeOrEqualTo(openSince());
            assertThat(Extraction.remarks(held))
                    .contains("has been open for up to")
                    .contains("pg_read_all_stats");
            if (end == End.COMMIT) {
                open.commit();
            }
        }
        Ingest.Report free = extraction.run();

        assertThat(extraction.lake().predictions).hasSize(end == End.COMMIT ? 315 : 310);
        extraction.assertEqualTo(hospital);
        assertThat(extraction.window().held()).isFalse();
        assertThat(Extraction.remarks(free)).isEmpty();
    }

    @Test
    void aRoleThatMaySeeStatisticsTellsSinceWhen() throws SQLException {
        hospital.execute(Role.ADMIN, "GRANT pg_read_all_stats TO reader");
        try (OpenWriter open = new OpenWriter(hospital, 2, 5)) {
            assertThat(open.ids()).hasSize(5);
            growOld();
            Extraction extraction = Extraction.of(hospital);

            Ingest.Report held = extraction.run();

            assertThat(extraction.window().watermark()).isEqualTo(openSince());
            assertThat(Extraction.remarks(held))
                    .matches("A transaction of the source database has been open for \\d+"
                            + " seconds; what it and later ones write is taken when it has ended\\.");
        } finally {
            hospital.execute(Role.ADMIN, "REVOKE pg_read_all_stats FROM reader");
        }
    }

    @Test
    void onAFirstLoadTheWatermarkIsBeforeATransactionNobodyTellsOf() throws SQLException {
        try (OpenWriter open = new OpenWriter(hospital, 3, 5)) {
            ManyPredictions.insert(hospital, 1, 50);
            Extraction extraction = Extraction.of(hospital);

            extraction.run();

            assertThat(extraction.windows())
                    .hasSize(2)
                    .allSatisfy(window -> assertThat(window.watermark()).isBeforeOrEqualTo(openSince()));
            assertThat(extraction.lake().predictions).hasSize(50);
            open.commit();
            extraction.run();
            extraction.assertEqualTo(hospital);
        }
    }

    @Test
    void aPreparedTransactionIsNamed() throws SQLException {
        Extraction extraction = loaded();
        try (Connection owner = hospital.connect(Role.OWNER)) {
            Instant before = Instant.now();
            owner.setAutoCommit(false);
            HospitalDatabase.execute(owner, "UPDATE predictions SET actual_label = 'NORMAL'");
            HospitalDatabase.execute(owner, "PREPARE TRANSACTION 'gateway-7'");
            owner.setAutoCommit(true);
            ManyPredictions.insert(hospital, 211, 5);
            growOld();

            Ingest.Report held = extraction.run();

            assertThat(extraction.lake().predictions).hasSize(210);
            assertThat(Extraction.remarks(held))
                    .contains("The prepared transaction 'gateway-7' of the source database");
            assertThat(extraction.window().watermark()).isBeforeOrEqualTo(before);
            HospitalDatabase.execute(owner, "COMMIT PREPARED 'gateway-7'");
        }
        extraction.run();
        extraction.assertEqualTo(hospital);
        assertThat(extraction.lake().labels).hasSize(212);
    }

    @Test
    void oneIdleThroughoutHidesAllThatOthersWriteMeanwhile() throws Exception {
        Extraction extraction = loaded();
        extraction.run();
        Set<MemoryLake.Key> before = new HashSet<>(extraction.lake().predictions.keySet());
        HospitalWriters.Plan plan = HospitalWriters.Plan.of(5, 3_000).heldFor(Duration.ofMillis(200));
        try (OpenWriter open = new OpenWriter(hospital, 4, 20)) {
            try (HospitalWriters writers = HospitalWriters.started(hospital, plan)) {
                while (!writers.ended()) {
                    extraction.run();
                }
                writers.await(Duration.ofMinutes(1));
            }
            extraction.run();

            assertThat(extraction.lake().predictions.keySet()).isEqualTo(before);
            open.commit();
        }
        extraction.run();
        extraction.assertEqualTo(hospital);
    }
}
