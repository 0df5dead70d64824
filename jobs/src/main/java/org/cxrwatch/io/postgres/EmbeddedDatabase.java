package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;

/**
 * A PostgreSQL server of our own below {@code <home>/postgres}, for those who have none. It listens on this machine only,
 * asks for a password that is made at random and kept in {@code pgpass} (readable by its owner), and keeps running when
 * the command that started it ends, so that people can look at the results; {@link #stop()} stops it.
 *
 * <p>{@link #url()} needs no password: it names the password file, which psql and cxrwatch read themselves.
 */
public final class EmbeddedDatabase {

    private static final String USER = "cxrwatch";
    private static final String DATABASE = "cxrwatch";
    private static final String HOST = "127.0.0.1";
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final int ATTEMPTS = 3;

    /** Of the server that comes with the program: the parent POM names the binaries. */
    private static final String MAJOR_VERSION = "17";

    private static final Sql SQL = Sql.file("embedded");

    private final Path directory;
    private final Path data;
    private final PasswordFile password;
    private final PostmasterFile postmaster;

    /** The server of a home directory, which need not exist yet. */
    public EmbeddedDatabase(Path home) {
        this.directory = existing(home.toAbsolutePath().normalize()).resolve("postgres");
        this.data = directory.resolve("data");
        this.password = new PasswordFile(directory.resolve("pgpass"));
        this.postmaster = new PostmasterFile(data, directory);
    }

    /**
     * A server that runs.
     *
     * @param pid its process
     * @param port where it listens
     */
    public record Running(long pid, int port) {}

    /** Starts the server unless it runs already; what a crash left behind is cleared. Gives the address of the results. */
    public DatabaseAddress start() {
        return alone(() -> {
            Running running = postmaster.running().orElseGet(this::startServer);
            DatabaseAddress address = address(running.port());
            createDatabase(address);
            return address;
        });
    }

    /** Stops the server; tells whether it ran. */
    public boolean stop() {
        return Files.isDirectory(directory)
                && alone(() -> {
                    boolean ran = postmaster.lives();
                    if (ran) {
                        List<String> arguments =
                                List.of("stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "150");
                        if (!program().run("pg_ctl", arguments)) {
                            throw new TransientException(
                                    "The embedded PostgreSQL in " + directory + " does not stop: "
                                            + ServerProgram.endOf(commandLog()) + ".",
                                    "It may still be writing to a slow disk: run the command again in a minute.");
                        }
                    }
                    return ran;
                });
    }

    /** The server, if it runs. */
    public Optional<Running> status() {
        return postmaster.running();
    }

    /** What to hand to psql: {@code postgresql://user@host:port/database?passfile=…}; empty if the server does not run. */
    public Optional<String> url() {
        return status().map(running -> "postgresql://" + USER + "@" + HOST + ":" + running.port() + "/" + DATABASE
                + "?passfile="
                + URLEncoder.encode(password.path().toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/"));
    }

    /** The same with the password in it, for programs that know no password file: show it only when asked for. */
    public Optional<String> urlWithPassword() {
        return status().map(running -> "postgresql://" + USER + ":" + password.passwordOf(USER) + "@" + HOST + ":"
                + running.port() + "/" + DATABASE);
    }

    /** Where the server's log is. */
    public Path log() {
        return directory.resolve("server.log");
    }

    private DatabaseAddress address(int port) {
        DatabaseAddress.Login login = new DatabaseAddress.Login(USER, password.passwordOf(USER));
        return new DatabaseAddress(HOST, port, DATABASE, Optional.of(login), Map.of());
    }

    private Running startServer() {
        ServerProgram program = program();
        program.requireUsableUser();
        if (!Files.isDirectory(data)) {
            initialise(program);
        }
        requireOurVersion();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (!postmaster.lives()) {
                postmaster.clear();
            }
            List<String> arguments = List.of(
                    "start", "-D", data.toString(), "-l", log().toString(), "-o", "-p " + port(), "-w", "-t", "60");
            program.run("pg_ctl", arguments);
            Optional<Running> running = postmaster.running();
            if (running.isPresent()) {
                write(portFile(), Integer.toString(running.get().port()));
                return running.get();
            }
            // The port was taken meanwhile, or processes of a crashed server are still going down: another attempt.
            write(portFile(), "");
        }
        throw new TransientException(
                "The embedded PostgreSQL in " + directory + " does not start: " + ServerProgram.endOf(log()) + " | "
                        + ServerProgram.endOf(commandLog()) + ".",
                "See " + log() + "; free disk space if it says so, or choose another place with --home.");
    }

    private void requireOurVersion() {
        try {
            Path file = data.resolve("PG_VERSION");
            String made = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!made.equals(MAJOR_VERSION)) {
                throw new ConfigurationException(
                        "The data directory " + data + " was not made by PostgreSQL " + MAJOR_VERSION + " ("
                                + (made.isEmpty() ? "it holds no PG_VERSION" : "its PG_VERSION is " + made) + ").",
                        "Use the cxrwatch that made it, or choose another place with --home.");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void initialise(ServerProgram program) {
        try {
            Path beside = directory.resolve("data.new");
            if (Files.exists(beside)) {
                PostgresBinaries.remove(beside);
            }
            Path secret = directory.resolve("pgpass.init");
            Files.deleteIfExists(secret);
            String word = password.passwordOf(USER);
            Files.createFile(
                    secret,
                    java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, word + "\n");
            boolean made = program.run("initdb", initialisation(beside, secret));
            Files.delete(secret);
            if (!made) {
                throw new ConfigurationException(
                        "The embedded PostgreSQL cannot be set up in " + directory + ": "
                                + ServerProgram.endOf(commandLog()) + ".",
                        "Make sure this user may write there and 100 MB are free, or choose another place with"
                                + " --home.");
            }
            Files.move(beside, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static List<String> initialisation(Path data, Path secret) {
        return List.of(
                "-D",
                data.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--encoding=UTF8",
                "--locale=C",
                "-c",
                "listen_addresses=" + HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC");
    }

    private void createDatabase(DatabaseAddress address) {
        ResultsDatabase maintenance =
                new ResultsDatabase(address.withDatabase(MAINTENANCE_DATABASE), "cxrwatch db start");
        try (Session session = maintenance.sessionOfSingleStatements()) {
            boolean there = session.find(SQL.text("exists"), row -> row.text("datname"), DATABASE)
                    .isPresent();
            if (!there) {
                session.update(SQL.text("create", Map.of("database", DATABASE)));
            }
        }
    }

    private ServerProgram program() {
        PostgresBinaries binaries = new PostgresBinaries(directory);
        binaries.removeLeftovers();
        return new ServerProgram(binaries.unpacked(), commandLog());
    }

    /** One command at a time starts or stops. */
    private <T> T alone(Supplier<T> work) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return work.get();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The port of last time if nobody has taken it, so that addresses people noted stay good; else a free one. */
    private int port() {
        Path file = portFile();
        try {
            String last = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!last.isEmpty() && isFree(Integer.parseInt(last))) {
                return Integer.parseInt(last);
            }
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
                return socket.getLocalPort();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path portFile() {
        return directory.resolve("port");
    }

    private Path commandLog() {
        return directory.resolve("command.log");
    }

    private ConfigurationException unwritable(IOException cause) {
        return new ConfigurationException(
                "The directory " + directory + " of the embedded PostgreSQL cannot be used: " + cause.getMessage()
                        + ".",
                "Make sure this user may write there, or choose another place with --home.",
                cause);
    }

    /** The path as the system itself names it: processes are recognised by it. */
    private static Path existing(Path home) {
        try {
            return Files.createDirectories(home).toRealPath();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The home directory " + home + " cannot be used: " + e.getMessage() + ".",
                    "Choose a directory this user may write to with --home.",
                    new UncheckedIOException(e));
        }
    }
}
