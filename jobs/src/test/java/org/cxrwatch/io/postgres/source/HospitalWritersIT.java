package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalWriters.Mode;
import org.cxrwatch.io.postgres.source.HospitalWriters.Plan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HospitalWritersIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static HospitalDatabase hospital;

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

    private static Truth truth() throws SQLException {
        try (Connection reader = hospital.connect(Role.READER)) {
            return Truth.read(reader);
        }
    }

    /** Ways to find what is new that a reader may think of. */
    private static final class Extractions {

        private final Set<Integer> samplesById = new HashSet<>();
        private final Set<UUID> rowsByTime = new HashSet<>();
        private final Map<UUID, Optional<String>> rowsByWindow = new HashMap<>();
        private int takenByWindow;
        private int highestId;
        private String latest = "-infinity";
        private long low;

        private void extract(Connection reader) throws SQLException {
            try (Statement statement = reader.createStatement()) {
                ResultSet byId = statement.executeQuery("SELECT id FROM system_metrics WHERE id > " + highestId);
                while (byId.next()) {
                    samplesById.add(byId.getInt(1));
                    highestId = Math.max(highestId, byId.getInt(1));
                }
                ResultSet byTime = statement.executeQuery(
                        "SELECT id, timestamp::text FROM predictions WHERE timestamp > '" + latest + "' ORDER BY 2");
                while (byTime.next()) {
                    rowsByTime.add(byTime.getObject(1, UUID.class));
                    latest = byTime.getString(2);
                }
                ResultSet snapshot = statement.executeQuery("SELECT pg_snapshot_xmin(pg_current_snapshot())::text");
                snapshot.next();
                long high = Long.parseLong(snapshot.getString(1));
                ResultSet window = statement.executeQuery("SELECT id, actual_label FROM predictions"
                        + " WHERE xmin::text::bigint >= " + low + " AND xmin::text::bigint < " + high);
                while (window.next()) {
                    rowsByWindow.put(window.getObject(1, UUID.class), Optional.ofNullable(window.getString(2)));
                    takenByWindow++;
                }
                low = high;
            }
        }
    }

    @Test
    void whoReadsByIdOrByTimeLosesRowsAndWhoReadsByTransactionDoesNot() throws Exception {
        readWhileWritten(Plan.of(4, 12_000).heldFor(Duration.ofSeconds(2)), Duration.ofMillis(300));
    }

    @Tag("long")
    @Test
    void soItIsWithAHundredThousandRowsAndFourSeconds() throws Exception {
        readWhileWritten(Plan.of(5, 100_000), Duration.ofSeconds(1));
    }

    private static void readWhileWritten(Plan plan, Duration between) throws Exception {
        Extractions extractions = new Extractions();
        long begin = System.nanoTime();
        try (Connection reader = hospital.connect(Role.READER);
                HospitalWriters writers = HospitalWriters.started(hospital, plan)) {
            while (!writers.ended()) {
                extractions.extract(reader);
                LockSupport.parkNanos(between.toNanos());
            }
            writers.await(LONGEST);
            extractions.extract(reader);
            extractions.extract(reader);

            Truth truth = truth();
            assertThat(truth.rows()).hasSizeGreaterThanOrEqualTo((int) plan.rows());
            assertThat(truth.labelsByRow()).isEqualTo(writers.written());
            assertThat(truth.identities()).as("no prediction is two").hasSameSizeAs(truth.rows());
            assertThat(extractions.rowsByWindow).isEqualTo(truth.labelsByRow());
            assertThat(extractions.takenByWindow)
                    .as("labels come again")
                    .isGreaterThan(truth.rows().size());
            int lostByTime = truth.rows().size() - extractions.rowsByTime.size();
            long samples = hospital.number("SELECT count(*) FROM system_metrics");
            long lostById = samples - extractions.samplesById.size();
            System.out.printf(
                    "%d rows in %.1f s; lost by time %d of them, by id %d of %d samples, by transaction none%n",
                    truth.rows().size(), (System.nanoTime() - begin) / 1e9, lostByTime, lostById, samples);
            assertThat(lostByTime).as("lost by time").isGreaterThan(100);
            assertThat(lostById).as("lost by id").isPositive();
        }
    }

    @Test
    void theRowsAreOfEveryKindThatWasPromised() throws Exception {
        try (HospitalWriters writers =
                HospitalWriters.started(hospital, Plan.of(7, 5_000).heldFor(Duration.ofMillis(20)))) {
            writers.await(LONGEST);
        }

        assertThat(hospital.number("SELECT count(*) FROM predictions WHERE image_id IS NULL"))
                .isBetween(40L, 250L);
        assertThat(hospital.number(
                        "SELECT count(*) - count(DISTINCT image_id) FROM predictions" + " WHERE image_id IS NOT NULL"))
                .as("sent again")
                .isBetween(120L, 450L);
        assertThat(hospital.number("SELECT count(*) FROM predictions WHERE timestamp < '2026-11-02'"))
                .as("late")
                .isBetween(20L, 500L);
        assertThat(hospital.number("SELECT count(*) FROM predictions WHERE status <> 'success'"))
                .isBetween(60L, 300L);
        assertThat(hospital.number("SELECT count(DISTINCT actual_label) FROM predictions"))
                .isEqualTo(2);
        assertThat(hospital.number("SELECT count(*) FROM predictions, jsonb_object_keys(metadata -> 'image_stats')"))
                .isEqualTo(8 * hospital.number("SELECT count(*) FROM predictions"));
        assertThat(hospital.number("SELECT max(id) - count(*) FROM system_metrics"))
                .as("rolled back")
                .isPositive();
    }

    @Test
    void updatesStayOnTheirPageInTheModeForThat() throws Exception {
        Plan plan = Plan.of(9, 2_500).heldFor(Duration.ofMillis(20)).in(Mode.HOT_HEAVY);
        try (HospitalWriters writers = HospitalWriters.started(hospital, plan)) {
            writers.await(LONGEST);
            assertThat(truth().labelsByRow()).isEqualTo(writers.written());
        }

        long updated = hospital.number("SELECT n_tup_upd" + " FROM pg_stat_user_tables WHERE relname = 'predictions'");
        assertThat(updated).isGreaterThan(3_000);
        assertThat(hospital.number("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'predictions'"))
                .isGreaterThan(updated / 2);
    }

    @Test
    void anIdleWriterHoldsTheSnapshotBackUntilItCommits() throws Exception {
        List<UUID> ids;
        try (OpenWriter idle = new OpenWriter(hospital, 11, 30)) {
            ids = idle.ids();
            long held = hospital.number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
            try (HospitalWriters writers =
                    HospitalWriters.started(hospital, Plan.of(12, 500).heldFor(Duration.ofMillis(20)))) {
                writers.await(LONGEST);
            }
            assertThat(hospital.number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
                    .isEqualTo(held);
            assertThat(hospital.number("SELECT count(*) FROM predictions WHERE xmin::text::bigint < " + held))
                    .isZero();
            assertThat(hospital.number("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"))
                    .isOne();
            assertThat(truth().labelsByRow()).doesNotContainKeys(ids.toArray(UUID[]::new));
            idle.commit();
        }
        assertThat(truth().labelsByRow()).containsKeys(ids.toArray(UUID[]::new));
    }
}
