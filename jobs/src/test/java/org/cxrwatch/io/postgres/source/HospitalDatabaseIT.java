package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Stop;
import org.cxrwatch.io.postgres.source.TestAuthority.Validity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HospitalDatabaseIT {

    private static final long WRAP = 1L << 32;

    private static HospitalDatabase hospital;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.startedWith("pg_dump", "pg_restore");
    }

    @AfterAll
    static void end() {
        Path directory = hospital.directory();
        hospital.close();
        assertThat(directory).doesNotExist();
    }

    @BeforeEach
    void empty() {
        hospital.recreate();
    }

    private static void sample(HospitalDatabase database) {
        database.execute(
                Role.OWNER,
                "INSERT INTO system_metrics (timestamp, cpu_percent, memory_percent, disk_usage_percent, request_count,"
                        + " error_count, active_connections, response_time_avg_ms, cache_hit_rate)"
                        + " VALUES ('2026-09-01', 1, 2, 3, 4, 5, 6, 7, 0.8)");
    }

    private static long samples(HospitalDatabase database) {
        return database.number("SELECT count(*) FROM system_metrics");
    }

    @Test
    void theReaderReadsAndDoesNothingElse() {
        sample(hospital);

        for (String table : new String[] {"predictions", "system_metrics", "models", "experiments"}) {
            hospital.execute(Role.READER, "SELECT * FROM " + table);
            assertThatThrownBy(() -> hospital.execute(Role.READER, "DELETE FROM " + table))
                    .hasMessageContaining("permission denied for table " + table);
            assertThatThrownBy(() -> hospital.execute(Role.NORIGHTS, "SELECT * FROM " + table))
                    .hasMessageContaining("permission denied for table " + table);
        }
        assertThatThrownBy(() -> hospital.execute(Role.READER, "CREATE TABLE mine ()"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatWasCommittedOutlivesACrash() {
        int port = hospital.port();
        sample(hospital);

        hospital.stop(Stop.IMMEDIATE);
        assertThatThrownBy(() -> hospital.connect(Role.READER)).isInstanceOf(SQLException.class);
        hospital.start();

        assertThat(samples(hospital)).isOne();
        assertThat(hospital.port()).isEqualTo(port);
        assertThat(hospital.log()).contains("automatic recovery in progress");
    }

    @Test
    void aRestoredCopyIsTheSameSystemWithItsTransactionsRewound() throws SQLException {
        sample(hospital);
        long system = hospital.systemIdentifier();
        hospital.stop(Stop.FAST);
        HospitalDatabase.Copy copy = hospital.copy();
        hospital.start();
        long before = hospital.nextTransaction();
        try (Connection owner = hospital.connect(Role.OWNER)) {
            for (int i = 0; i < 100; i++) {
                HospitalDatabase.execute(owner, "UPDATE system_metrics SET request_count = request_count + 1");
            }
        }
        assertThat(hospital.nextTransaction()).isGreaterThanOrEqualTo(before + 100);

        hospital.stop(Stop.FAST);
        hospital.restore(copy);
        hospital.start();

        assertThat(hospital.number("SELECT request_count FROM system_metrics")).isEqualTo(4);
        assertThat(hospital.systemIdentifier()).isEqualTo(system);
        assertThat(hospital.nextTransaction()).isLessThan(before + 100);
        sample(hospital);
    }

    @Test
    void aStandbyIsReadAndNotWritten() {
        sample(hospital);
        hospital.stop(Stop.FAST);
        HospitalDatabase.Copy copy = hospital.copy();
        hospital.start();

        try (HospitalDatabase standby = hospital.standbyOf(copy)) {
            assertThat(samples(standby)).isOne();
            assertThat(standby.number("SELECT pg_is_in_recovery()::int")).isOne();
            assertThatThrownBy(() -> sample(standby)).hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void aDumpIsLoadedIntoAnotherCluster() {
        sample(hospital);
        hospital.execute(Role.OWNER, "UPDATE system_metrics SET cpu_percent = 50");
        Path dump = hospital.dump();

        try (HospitalDatabase other = HospitalDatabase.startedWith("pg_dump", "pg_restore")) {
            other.load(dump);

            assertThat(samples(other)).isOne();
            assertThat(other.systemIdentifier()).isNotEqualTo(hospital.systemIdentifier());
            sample(other);
            assertThat(samples(other)).isEqualTo(2);
            other.execute(Role.READER, "SELECT * FROM predictions");
            assertThatThrownBy(() -> other.execute(Role.NORIGHTS, "SELECT * FROM predictions"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void transactionsPassTheThirtyTwoBitBoundary() throws SQLException {
        try (HospitalDatabase old = HospitalDatabase.startedWith("pg_resetwal")) {
            sample(old);
            long first = old.number("SELECT xmin::text::bigint FROM system_metrics");

            old.skipTransactionsTo(WRAP - 20);
            assertThat(old.nextTransaction()).isEqualTo(WRAP - 20);
            try (Connection owner = old.connect(Role.OWNER)) {
                for (int i = 0; i < 40; i++) {
                    HospitalDatabase.execute(
                            owner,
                            "INSERT INTO system_metrics SELECT nextval('system_metrics_id_seq'), timestamp, 0, 0, 0, 0,"
                                    + " 0, 0, 0, 0, 0 FROM system_metrics LIMIT 1");
                }
            }

            assertThat(samples(old)).isEqualTo(41);
            assertThat(old.number("SELECT xmin::text::bigint FROM system_metrics WHERE id = 1"))
                    .as("a frozen row still shows the number it had")
                    .isEqualTo(first);
            assertThat(old.number("SELECT count(*) FROM system_metrics WHERE xmin::text::bigint > 4294967000"))
                    .isEqualTo(20);
            assertThat(old.number("SELECT count(*) FROM system_metrics WHERE xmin::text::bigint BETWEEN 3 AND 22"))
                    .isEqualTo(20);
            assertThat(old.number("SELECT pg_current_xact_id()::text::bigint")).isEqualTo(WRAP + 23);
            assertThat(old.number("SELECT txid_current()")).isEqualTo(WRAP + 24);
            old.execute(Role.ADMIN, "VACUUM (FREEZE)");
            old.stop(Stop.IMMEDIATE);
            old.start();
            assertThat(samples(old)).isEqualTo(41);
            assertThat(old.log()).doesNotContain("must be vacuumed", "PANIC", "wraparound");
        }
    }

    @Test
    void aGoodCertificateIsTakenAndABadOneIsNot() throws Exception {
        try (HospitalDatabase safe = HospitalDatabase.started()) {
            TestAuthority authority = new TestAuthority(safe.directory());
            Map<String, String> verified = Map.of(
                    "sslmode", "verify-full", "sslrootcert", authority.root().toString());

            safe.requireTls(authority.loopback(Validity.VALID));
            safe.connect(Role.READER, verified).close();
            assertThatThrownBy(() -> safe.connect(Role.READER, Map.of("sslmode", "disable")))
                    .hasMessageContaining("no pg_hba.conf entry");

            safe.requireTls(authority.loopback(Validity.EXPIRED));
            assertThatThrownBy(() -> safe.connect(Role.READER, verified))
                    .rootCause()
                    .hasMessageContaining("NotAfter");

            safe.requireTls(authority.host("db.hospital.example"));
            assertThatThrownBy(() -> safe.connect(Role.READER, verified)).hasMessageContaining("127.0.0.1");
            assertThat(Files.exists(authority.root())).isTrue();
        }
    }
}
