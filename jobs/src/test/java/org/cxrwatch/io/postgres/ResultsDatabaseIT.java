package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.WriterLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultsDatabaseIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static DatabaseAddress with(DatabaseAddress address, String user, String password) {
        return new DatabaseAddress(
                address.host(),
                address.port(),
                address.database(),
                Optional.of(new DatabaseAddress.Login(user, password)),
                address.parameters());
    }

    private static ThrowingCallable listing(DatabaseAddress address) {
        return () -> new ResultsDatabase(address, "test").runs().latest(1);
    }

    private static List<String> texts(ResultsDatabase database, String sql) {
        return database.transaction(session -> session.list(sql, row -> row.text("answer")));
    }

    @Test
    void aServerThatDoesNotAnswerIsTransient() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }

        assertThatThrownBy(listing(DatabaseAddress.parse("postgresql://u:s3cret@127.0.0.1:" + closed + "/results")))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("The results database 127.0.0.1:" + closed + "/results does not answer.")
                .hasMessageContaining("Check that PostgreSQL runs there")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aWrongPasswordIsAMatterOfConfigurationAndIsNotShown() {
        assertThatThrownBy(listing(with(SERVER.empty(), "cxrwatch", "s3cret")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not let the user cxrwatch in")
                .hasMessageContaining("Correct user and password")
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void aDatabaseThatDoesNotExistIsAMatterOfConfiguration() {
        assertThatThrownBy(listing(SERVER.empty().withDatabase("nowhere")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no database nowhere on 127.0.0.1:")
                .hasMessageContaining("createdb nowhere");
    }

    @Test
    void encryptionThatIsAskedForAndNotOfferedIsAMatterOfConfiguration() {
        DatabaseAddress plain = SERVER.empty();
        DatabaseAddress encrypted = new DatabaseAddress(
                plain.host(), plain.port(), plain.database(), plain.login(), Map.of("sslmode", "require"));

        assertThatThrownBy(listing(encrypted))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be encrypted as asked")
                .hasMessageContaining("sslmode=disable");
    }

    @Test
    void aSchemaThatIsMissingIsNamed() {
        assertThatThrownBy(listing(SERVER.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lacks a part of the schema monitoring");
    }

    @Test
    void preparingMakesTheSchemaOnce() {
        ResultsDatabase database = new ResultsDatabase(SERVER.empty(), "test");
        assertThat(new Schema(database).version()).isZero();

        database.prepare();
        database.prepare();

        assertThat(new Schema(database).version()).isEqualTo(Schema.KNOWN);
        assertThat(database.runs().latest(1)).isEmpty();
        assertThat(texts(
                        database, "SELECT max(version::integer)::text AS answer FROM monitoring.flyway_schema_history"))
                .containsExactly(Integer.toString(Schema.KNOWN));
    }

    @Test
    void aSchemaOfANewerVersionIsLeftAlone() {
        ResultsDatabase database = SERVER.migrated();
        database.transaction(session -> session.update("UPDATE monitoring.flyway_schema_history SET version = '"
                + (Schema.KNOWN + 3) + "' WHERE version = '" + Schema.KNOWN + "'"));

        assertThatThrownBy(database::prepare)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "has version " + (Schema.KNOWN + 3) + "; this program knows versions up to " + Schema.KNOWN)
                .hasMessageContaining("A newer cxrwatch has been here");
    }

    @Test
    void aSchemaThatSomebodyElseMadeIsLeftAlone() {
        ResultsDatabase database = new ResultsDatabase(SERVER.empty(), "test");
        database.transaction(session -> {
            session.update("CREATE SCHEMA monitoring");
            return session.update("CREATE TABLE monitoring.window_metric (mine integer)");
        });

        assertThatThrownBy(database::prepare)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be brought to version " + Schema.KNOWN)
                .hasMessageContaining("use an empty database");
    }

    @Test
    void everyTableViewFunctionAndColumnIsExplained() {
        assertThat(texts(SERVER.migrated(), """
                SELECT c.relname || coalesce('.' || a.attname, '') AS answer
                FROM pg_class c LEFT JOIN pg_attribute a
                    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r'
                WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'v')
                    AND c.relname <> 'flyway_schema_history'
                    AND (col_description(c.oid, coalesce(a.attnum, 1)) IS NULL AND c.relkind = 'r'
                        OR obj_description(c.oid, 'pg_class') IS NULL)
                UNION ALL
                SELECT p.proname FROM pg_proc p
                WHERE p.pronamespace = 'monitoring'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
                """)).isEmpty();
    }

    @Test
    void aSecondWriterLearnsWhoIsWriting() {
        DatabaseAddress address = SERVER.migrated().address();
        WriterLock first = new ResultsDatabase(address, "cxrwatch nightly").writerLock();
        WriterLock second = new ResultsDatabase(address, "cxrwatch ingest").writerLock();

        try (WriterLock.Held held = first.acquire("/data/lake")) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> second.acquire("/data/lake"))
                    .isInstanceOf(BusyException.class)
                    .hasMessageMatching("Another command is writing to the lake /data/lake \\(cxrwatch nightly, server"
                            + " process \\d+, since 20.*Z\\); this one has changed nothing\\. Run this one again when"
                            + " the other has ended\\.")
                    .extracting(failure -> ((CxrwatchException) failure).exitCode())
                    .isEqualTo(ExitCode.BUSY);
        }
        try (WriterLock.Held held = second.acquire("/data/lake")) {
            assertThat(held).isNotNull();
        }
    }

    @Test
    void theDatabaseItselfAllowsOneActiveBaselineAVersion() {
        assertThatThrownBy(() -> SERVER.migrated().transaction(session -> {
                    for (String id : List.of("a", "b")) {
                        session.update(
                                "INSERT INTO monitoring.baseline VALUES (?, 'v1', '2026-09-01', '2026-09-07', 1,"
                                        + " '', '', now(), '', '', 'active')",
                                id);
                    }
                    return session;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("baseline_one_active");
    }
}
