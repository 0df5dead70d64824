package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.TcpProxy.Cut;
import org.cxrwatch.io.postgres.source.TcpProxy.Direction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

class TcpProxyIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int ROWS = 50_000;
    private static final String WAIT_FOR_THE_WRITER = "BEGIN; LOCK TABLE said; COMMIT";

    private static HospitalDatabase hospital;

    private TcpProxy proxy;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
        hospital.execute(Role.OWNER, "CREATE TABLE said (word text)");
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void open() {
        hospital.execute(Role.OWNER, "TRUNCATE said");
        proxy = new TcpProxy(hospital.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + HospitalDatabase.DATABASE,
                Role.OWNER.user(),
                Role.OWNER.password());
    }

    private static void say(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        HospitalDatabase.execute(connection, "INSERT INTO said VALUES ('hello')");
    }

    private static long said() {
        return hospital.number("SELECT count(*) FROM said");
    }

    @Test
    void whatIsNotCutPasses() throws SQLException {
        try (Connection connection = connection()) {
            say(connection);
            connection.commit();
        }
        assertThat(said()).isOne();
        assertThat(proxy.accepted()).isOne();
    }

    @Test
    void aCutAtConnectFailsOneConnection() throws SQLException {
        Cut cut = proxy.cutAtConnect();

        assertThatThrownBy(this::connection).isInstanceOf(SQLException.class);

        assertThat(cut.isMade()).isTrue();
        connection().close();
    }

    @Test
    void aCommitThatIsCutBeforeItIsForwardedDoesNotHappen() throws Exception {
        try (Connection connection = connection()) {
            say(connection);
            Cut cut = proxy.cutBefore("COMMIT");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);

            assertThat(cut.await(SOON)).isTrue();
        }
        hospital.execute(Role.OWNER, WAIT_FOR_THE_WRITER);
        assertThat(said()).isZero();
    }

    @Test
    void aCommitWhoseAnswerIsCutHasHappened() throws SQLException {
        try (Connection connection = connection()) {
            say(connection);
            Cut cut = proxy.cutAfter("COMMIT");

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);

            assertThat(cut.isMade()).isTrue();
        }
        assertThat(said()).isOne();
    }

    @Test
    void aReadIsCutInItsMiddle() throws SQLException {
        hospital.execute(Role.OWNER, "INSERT INTO said SELECT repeat('x', 100) FROM generate_series(1, " + ROWS + ")");
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            Cut cut = proxy.cutAfterBytes(Direction.TO_CLIENT, 2_000_000);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(1_000);
                AtomicInteger read = new AtomicInteger();
                assertThatThrownBy(() -> {
                            try (ResultSet rows = statement.executeQuery("SELECT word FROM said")) {
                                while (rows.next()) {
                                    read.incrementAndGet();
                                }
                            }
                        })
                        .isInstanceOf(SQLException.class);
                // A row is its 100 letters and some 11 bytes of frame.
                assertThat(read.get()).isBetween(15_000, 2_000_000 / 100);
            }
            assertThat(cut.isMade()).isTrue();
        }
    }

    @Test
    void aWriteIsCutInItsMiddleAndLeavesNothing() throws SQLException {
        try (Connection connection = connection()) {
            Cut cut = proxy.cutAfterBytes(Direction.TO_SERVER, 500_000);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY said FROM STDIN");
            byte[] line = ("x".repeat(99) + "\n").getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < ROWS; i++) {
                            copy.writeToCopy(line, 0, line.length);
                        }
                        copy.endCopy();
                    })
                    .isInstanceOf(SQLException.class);
            assertThat(cut.isMade()).isTrue();
            // Closing says goodbye, which a connection cut in a COPY cannot: pgjdbc throws.
            connection.abort(Runnable::run);
        }
        hospital.execute(Role.OWNER, WAIT_FOR_THE_WRITER);
        assertThat(said()).isZero();
    }

    @Test
    void connectionsAreRefusedForAWhileAndThoseThatAreStay() throws SQLException {
        try (Connection before = connection()) {
            say(before);
            for (int time = 0; time < 20; time++) {
                proxy.refuse();
                assertThatThrownBy(this::connection).hasMessageContaining("refused");
                proxy.admit();
                connection().close();
            }
            before.commit();
        }
        assertThat(said()).isOne();
    }

    @Test
    void allConnectionsAreCutAtOnce() throws SQLException {
        try (Connection first = connection();
                Connection second = connection()) {
            proxy.cutAll();

            assertThatThrownBy(() -> say(first)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> say(second)).isInstanceOf(SQLException.class);
        }
    }
}
