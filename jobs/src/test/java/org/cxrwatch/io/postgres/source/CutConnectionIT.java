package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Stop;
import org.cxrwatch.io.postgres.source.TcpProxy.Direction;
import org.cxrwatch.job.Ingest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection to the source that is lost: the run ends, says so, and the next one goes on. */
class CutConnectionIT {

    private static final int ROWS = 1_500;

    private static HospitalDatabase hospital;

    private TcpProxy proxy;
    private Extraction extraction;

    /** Where. */
    enum Where {
        AT_CONNECT,
        WHILE_LISTING,
        BEFORE_THE_SNAPSHOT,
        AFTER_THE_SNAPSHOT,
        BEFORE_ITS_ADOPTION,
        AFTER_ITS_ADOPTION,
        AMID_ROWS;

        private int planned() {
            return this == AT_CONNECT || this == WHILE_LISTING ? 0 : 1;
        }

        private TcpProxy.Cut cut(TcpProxy proxy) {
            return switch (this) {
                case AT_CONNECT -> proxy.cutAtConnect();
                case WHILE_LISTING -> proxy.cutBefore("pg_partition_tree");
                case BEFORE_THE_SNAPSHOT -> proxy.cutBefore("pg_export_snapshot");
                case AFTER_THE_SNAPSHOT -> proxy.cutAfter("pg_export_snapshot");
                case BEFORE_ITS_ADOPTION -> proxy.cutBefore("SET TRANSACTION SNAPSHOT");
                case AFTER_ITS_ADOPTION -> proxy.cutAfter("SET TRANSACTION SNAPSHOT");
                case AMID_ROWS -> proxy.cutAfterBytes(Direction.TO_CLIENT, 400_000);
            };
        }
    }

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
        ManyPredictions.insert(hospital, 1, ROWS);
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void open() {
        proxy = new TcpProxy(hospital.port());
        extraction = Extraction.of(hospital).inBatchesOf(16 << 20).at(hospital.url(Role.READER, proxy.port()));
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private void assertRunFails(String message) {
        TransientException failure = catchThrowableOfType(TransientException.class, () -> extraction.run());
        assertThat(failure)
                .isNotNull()
                .hasMessageContaining(message)
                .hasMessageContaining("127.0.0.1:" + proxy.port() + "/" + HospitalDatabase.DATABASE)
                .hasMessageContaining("run the command again");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.TRANSIENT);
        assertThat(failure).hasStackTraceContaining("PSQLException");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(Role.READER.password());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBatchWaitsAndTheNextRunTakesIt(Where where) throws SQLException {
        TcpProxy.Cut cut = where.cut(proxy);

        assertRunFails("does not answer");

        assertThat(cut.isMade()).isTrue();
        assertThat(extraction.planned()).hasSize(where.planned());
        Ingest.Report report = extraction.run();
        assertThat(report.done().get(0).start())
                .isEqualTo(where.planned() == 1 ? Ingest.Start.RESUMED : Ingest.Start.NEW);
        assertThat(extraction.lake().read.values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(ROWS);
        extraction.assertEqualTo(hospital);
    }

    @Test
    void aServerThatRefusesConnectionsIsTriedAgainLater() throws SQLException {
        proxy.refuse();
        assertRunFails("does not answer");
        proxy.admit();
        extraction.run();
        extraction.assertEqualTo(hospital);
    }

    @Test
    void aServerThatWasKilledIsTriedAgainLater() throws SQLException {
        hospital.stop(Stop.IMMEDIATE);
        try {
            assertRunFails("does not answer");
        } finally {
            hospital.start();
        }
        extraction.run();
        extraction.assertEqualTo(hospital);
    }
}
