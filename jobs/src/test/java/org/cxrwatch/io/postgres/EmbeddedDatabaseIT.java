package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.Runs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    private static final Instant AT = Instant.parse("2026-09-02T03:00:00Z");

    @TempDir
    static Path directory;

    private static EmbeddedDatabase embedded;

    @BeforeAll
    static void begin() {
        embedded = new EmbeddedDatabase(directory.resolve("my home"));
    }

    @AfterAll
    static void end() {
        embedded.stop();
    }

    private static ResultsDatabase started() {
        ResultsDatabase database = new ResultsDatabase(embedded.start(), "test");
        database.prepare();
        return database;
    }

    private static EmbeddedDatabase.Running running() {
        return embedded.status().orElseThrow();
    }

    @Test
    void itIsStartedOnceAndFoundAgain() {
        embedded.start();
        EmbeddedDatabase.Running first = running();

        DatabaseAddress again = new EmbeddedDatabase(directory.resolve("my home")).start();

        assertThat(running()).isEqualTo(first);
        assertThat(again.port()).isEqualTo(first.port());
        assertThat(ProcessHandle.of(first.pid())).isPresent();
    }

    @Test
    void whatWasStoppedKeepsItsRowsAndItsPort() {
        long run = started().runs().start("nightly", AT);
        int port = running().port();

        assertThat(embedded.stop()).isTrue();
        assertThat(embedded.stop()).isFalse();
        assertThat(embedded.status()).isEmpty();
        assertThat(embedded.url()).isEmpty();

        assertThat(started().runs().latest(1)).extracting(Runs.Run::number).containsExactly(run);
        assertThat(running().port()).isEqualTo(port);
    }

    @Test
    void aCrashIsClearedUp() {
        long run = started().runs().start("nightly", AT);
        EmbeddedDatabase.Running crashed = running();
        ProcessHandle server = ProcessHandle.of(crashed.pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();

        assertThat(embedded.status()).isEmpty();
        assertThat(started().runs().latest(1)).extracting(Runs.Run::number).containsExactly(run);
        assertThat(running().pid()).isNotEqualTo(crashed.pid());
    }

    @Test
    void aLockFileWhoseProcessIsAnotherProgramIsStale() throws IOException {
        embedded.start();
        embedded.stop();
        Path lock = directory.resolve("my home/postgres/data/postmaster.pid");
        Files.writeString(
                lock,
                ProcessHandle.current().pid() + "\n" + lock.getParent() + "\n1\n5432\n\n127.0.0.1\n1 1\nready   \n");

        assertThat(embedded.status()).isEmpty();
        assertThat(embedded.stop()).isFalse();
        assertThat(started().runs().latest(1)).isNotNull();
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsLeftToThem() throws IOException {
        embedded.start();
        int port = running().port();
        embedded.stop();
        try (ServerSocket squatter = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(embedded.start().port()).isNotEqualTo(squatter.getLocalPort());
        }
    }

    @Test
    void itsUrlNamesThePasswordFileAndNotThePassword() throws IOException {
        DatabaseAddress address = embedded.start();
        String password = address.login().orElseThrow().password();
        Path file = directory.resolve("my home/postgres/pgpass").toRealPath();

        assertThat(embedded.url().orElseThrow())
                .startsWith("postgresql://cxrwatch@127.0.0.1:" + address.port() + "/cxrwatch?passfile=")
                .contains("my%20home")
                .doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).endsWith(":cxrwatch:" + password + "\n");
        for (String url : new String[] {
            embedded.url().orElseThrow(), embedded.urlWithPassword().orElseThrow()
        }) {
            ResultsDatabase database = new ResultsDatabase(DatabaseAddress.parse(url), "test");
            database.prepare();
            assertThat(database.runs().latest(1)).isNotNull();
        }
    }

    @Test
    void itAsksForThePasswordAndListensOnThisMachineOnly() {
        DatabaseAddress address = embedded.start();
        ResultsDatabase database = new ResultsDatabase(address, "test");

        List<String> settings = database.transaction(session -> session.list(
                "SELECT setting AS answer FROM pg_settings WHERE name IN"
                        + " ('listen_addresses', 'unix_socket_directories') ORDER BY name",
                row -> row.text("answer")));

        assertThat(settings).containsExactly("127.0.0.1", "");
        assertThatThrownBy(() -> new ResultsDatabase(PostgresServer.as("cxrwatch", address), "test").prepare())
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aSetupThatWasCutOffIsBegunAnew() throws IOException {
        Path home = directory.resolve("cut off");
        Path half = home.resolve("postgres/data.new/base");
        Files.createDirectories(half);
        Files.createDirectories(home.resolve("postgres/unpacking123/bin"));
        EmbeddedDatabase other = new EmbeddedDatabase(home);
        try {
            other.start();
            assertThat(half.getParent()).doesNotExist();
            assertThat(home.resolve("postgres/unpacking123")).doesNotExist();
        } finally {
            other.stop();
        }
    }

    @Test
    void aDataDirectoryOfSomethingElseIsLeftAlone() throws IOException {
        Path home = directory.resolve("foreign");
        Path data = Files.createDirectories(home.resolve("postgres/data"));

        assertThatThrownBy(() -> new EmbeddedDatabase(home).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("was not made by PostgreSQL 17 (it holds no PG_VERSION)");

        Files.writeString(data.resolve("PG_VERSION"), "16\n");
        assertThatThrownBy(() -> new EmbeddedDatabase(home).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("was not made by PostgreSQL 17 (its PG_VERSION is 16)");
    }

    @Test
    void aServerThatDoesNotComeUpIsNamedWithWhatItsLogSays() throws IOException {
        Path home = directory.resolve("broken");
        Path data = Files.createDirectories(home.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(() -> new EmbeddedDatabase(home).start())
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("does not start: ")
                .hasMessageContaining("postgresql.conf")
                .hasMessageContaining("server.log");
    }

    @Test
    void aHomeThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> new EmbeddedDatabase(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--home");
    }
}
