package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Stop;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.Test;

/** A replica that follows the service's server is read as the server itself would be. */
class ReplicaIT {

    private static final String WRITTEN = "SELECT pg_current_wal_insert_lsn() - '0/0'";
    private static final String REPLAYED = "SELECT coalesce(pg_last_wal_replay_lsn() - '0/0', 0)";
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    private static void follow(HospitalDatabase replica, HospitalDatabase hospital) {
        replica.execute(
                Role.ADMIN,
                "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=" + hospital.port() + " user="
                        + Role.ADMIN.user() + " password=" + Role.ADMIN.password() + "'");
        replica.execute(Role.ADMIN, "DO 'BEGIN PERFORM pg_reload_conf(); END'");
    }

    private static void awaitAllOf(HospitalDatabase hospital, HospitalDatabase replica) {
        long written = hospital.number(WRITTEN);
        long begin = System.nanoTime();
        while (replica.number(REPLAYED) < written) {
            assertThat(System.nanoTime() - begin).isLessThan(LONGEST_NANOS);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void itIsReadInOneSnapshotAndAnOpenTransactionOfItsServerIsWaitedFor() throws SQLException {
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            ManyPredictions.insert(hospital, 1, 300);
            hospital.stop(Stop.FAST);
            HospitalDatabase.Copy copy = hospital.copy();
            hospital.start();
            try (HospitalDatabase replica = hospital.standbyOf(copy)) {
                follow(replica, hospital);
                Extraction extraction = Extraction.of(replica);
                extraction.run();
                extraction.assertEqualTo(replica);
                try (OpenWriter open = new OpenWriter(hospital, 1, 5)) {
                    ManyPredictions.insert(hospital, 301, 20);
                    awaitAllOf(hospital, replica);
                    extraction.run();
                    assertThat(extraction.lake().predictions).hasSize(300);
                    open.commit();
                }
                awaitAllOf(hospital, replica);
                extraction.run();

                assertThat(extraction.window().mode()).isEqualTo(XidWindow.Mode.CHANGES);
                extraction.assertEqualTo(hospital);
            }
        }
    }
}
