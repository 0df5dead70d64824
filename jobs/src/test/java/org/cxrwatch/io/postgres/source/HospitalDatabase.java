package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The database of the deployed classifier on a real PostgreSQL of its own, on a free port of this machine: the schema of
 * docs/source-contract.md §1, and nothing that would help its reader. Removed when closed, or with the JVM.
 */
public final class HospitalDatabase implements AutoCloseable {

    /** Its name. */
    public static final String DATABASE = "chest_xray_metrics";

    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    private static final String MAINTENANCE = "postgres";
    private static final int ATTEMPTS = 5;

    private final PostgresPrograms programs;
    private final Path directory;
    private final Path data;
    private final Path log;
    private final AtomicInteger copies = new AtomicInteger();
    private final Thread hook = new Thread(this::destroy);
    private int port;

    /** Who may log in. */
    public enum Role {
        /** The superuser. */
        ADMIN,
        /** Owns the database and its tables: the inference service. */
        OWNER,
        /** May read the tables, and nothing else. */
        READER,
        /** May log in, and nothing else. */
        NORIGHTS;

        /** As PostgreSQL knows it. */
        public String user() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A word that is found nowhere else, so that a message can be searched for it. */
        public String password() {
            return "s3cret-of-" + user();
        }
    }

    /** How to stop. */
    public enum Stop {
        /** In order: nothing is left to recover. */
        FAST,
        /** As in a crash: the next start recovers from the log. */
        IMMEDIATE;

        private String mode() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A data directory as it was; {@link #restore} goes back to it. */
    public record Copy(Path directory) {}

    private HospitalDatabase(PostgresPrograms programs) {
        this.programs = programs;
        try {
            directory = Files.createTempDirectory("cxrwatch-hospital").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data = directory.resolve("data");
        log = directory.resolve("server.log");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A new cluster with a system identifier of its own, running, its tables empty. */
    public static HospitalDatabase started() {
        return startedWith();
    }

    /** The same of a PostgreSQL that has these programs too. */
    public static HospitalDatabase startedWith(String... needed) {
        HospitalDatabase hospital = new HospitalDatabase(PostgresPrograms.with(needed));
        hospital.initialise();
        hospital.start();
        hospital.createRoles();
        hospital.recreate();
        return hospital;
    }

    /** A standby of a copy, which may be read and never gets anything new. */
    public HospitalDatabase standbyOf(Copy copy) {
        HospitalDatabase standby = new HospitalDatabase(programs);
        new DirectoryTree(copy.directory()).copyTo(standby.data);
        standby.write("data/standby.signal", "");
        standby.start();
        return standby;
    }

    private void initialise() {
        write("password", Role.ADMIN.password());
        programs.run(
                directory.resolve("initdb.log"),
                "initdb",
                "--no-sync",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--username=" + Role.ADMIN.user(),
                "--pwfile=" + directory.resolve("password"),
                "--pgdata=" + data);
        append("data/postgresql.conf", resource("server.conf"));
    }

    private void createRoles() {
        try (Connection connection = connect(MAINTENANCE, Role.ADMIN)) {
            // Where it can be chosen: tests connect a thousand times.
            execute(connection, "SELECT set_config(name, '1', false) FROM pg_settings WHERE name = 'scram_iterations'");
            for (Role role : List.of(Role.OWNER, Role.READER, Role.NORIGHTS)) {
                execute(connection, "CREATE ROLE " + role.user() + " LOGIN PASSWORD '" + role.password() + "'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops the database with all in it, and makes it again, its tables empty. */
    public void recreate() {
        emptyDatabase();
        try (Connection owner = connect(Role.OWNER)) {
            execute(owner, resource("schema.sql"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void emptyDatabase() {
        try (Connection connection = connect(MAINTENANCE, Role.ADMIN)) {
            execute(connection, "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            execute(connection, "CREATE DATABASE " + DATABASE + " OWNER " + Role.OWNER.user());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, on the port of last time. */
    public void start() {
        for (int attempt = 1; ; attempt++) {
            port = port == 0 ? freePort() : port;
            try {
                programs.run(
                        directory.resolve("pg_ctl.log"),
                        "pg_ctl",
                        "start",
                        "--wait",
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--options=-p " + port);
                return;
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS || !log().contains("could not bind")) {
                    throw new IllegalStateException(log(), e);
                }
                port = 0;
            }
        }
    }

    /** Stops it. */
    public void stop(Stop how) {
        programs.run(
                directory.resolve("pg_ctl.log"),
                "pg_ctl",
                "stop",
                "--wait",
                "--mode=" + how.mode(),
                "--pgdata=" + data);
    }

    /** The port, the same after every start. */
    public int port() {
        return port;
    }

    /** What the server has logged. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address as DATABASE_URL has it. */
    public String url(Role role) {
        return url(role, port);
    }

    /** The address as DATABASE_URL has it, by way of a proxy. */
    public String url(Role role, int throughPort) {
        return "postgresql://" + role.user() + ":" + role.password() + "@" + HOST + ":" + throughPort + "/" + DATABASE;
    }

    /** A connection that commits every statement. */
    public Connection connect(Role role) throws SQLException {
        return connect(DATABASE, role);
    }

    /** A connection to another database of the cluster. */
    Connection connect(String database, Role role) throws SQLException {
        return connect(database, role, Map.of());
    }

    /** A connection with parameters of the driver, {@code sslmode} for one. */
    public Connection connect(Role role, Map<String, String> parameters) throws SQLException {
        return connect(DATABASE, role, parameters);
    }

    private Connection connect(String database, Role role, Map<String, String> parameters) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role.user());
        properties.setProperty("password", role.password());
        properties.setProperty("connectTimeout", "10");
        properties.putAll(parameters);
        return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port + "/" + database, properties);
    }

    /** Runs statements of one line or many. */
    public void execute(Role role, String sql) {
        try (Connection connection = connect(role)) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number a query answers, asked by the superuser. */
    public long number(String query) {
        try (Connection connection = connect(Role.ADMIN);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What tells this cluster from every other. */
    public long systemIdentifier() {
        return number("SELECT system_identifier FROM pg_control_system()");
    }

    /** The transaction number to be given next, with its epoch in the upper half. */
    public long nextTransaction() {
        return number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    /** Lets transaction numbers pass, up to this one with its epoch, as years of use would; needs pg_resetwal. */
    public void skipTransactionsTo(long next) {
        new TransactionLeap(this, programs, data).to(next);
    }

    /** A copy of its data directory; it must be stopped. */
    public Copy copy() {
        requireStopped();
        return new Copy(new DirectoryTree(data)
                .copyTo(directory.resolve("copy-" + copies.incrementAndGet()))
                .root());
    }

    /** Goes back to a copy: the same system identifier, and transaction numbers used once before. It must be stopped. */
    public void restore(Copy copy) {
        requireStopped();
        new DirectoryTree(data).remove();
        new DirectoryTree(copy.directory()).copyTo(data);
    }

    /** Writes the database to a file; needs pg_dump. */
    public Path dump() {
        Path file = directory.resolve("dump-" + copies.incrementAndGet());
        client("pg_dump", "--format=custom", "--file=" + file, "--dbname=" + DATABASE);
        return file;
    }

    /** Replaces the database by a dump of this or another cluster; needs pg_restore. */
    public void load(Path dump) {
        programs.require("pg_restore");
        emptyDatabase();
        client("pg_restore", "--exit-on-error", "--dbname=" + DATABASE, dump.toString());
    }

    private void client(String program, String... arguments) {
        List<String> where = List.of("--host=" + HOST, "--port=" + port, "--username=" + Role.ADMIN.user());
        programs.run(
                directory.resolve(program + ".log"),
                Map.of("PGPASSWORD", Role.ADMIN.password()),
                program,
                java.util.stream.Stream.concat(where.stream(), java.util.stream.Stream.of(arguments))
                        .toList());
    }

    /** From now on shows this certificate, and lets in nobody who does not ask for TLS. */
    public void requireTls(TestAuthority.ServerCertificate certificate) {
        execute(
                Role.ADMIN,
                "ALTER SYSTEM SET ssl_cert_file = '" + certificate.certificate()
                        + "';"
                                .concat("ALTER SYSTEM SET ssl_key_file = '" + certificate.key() + "';")
                                .concat("ALTER SYSTEM SET ssl = on"));
        write("data/pg_hba.conf", "hostssl all all " + HOST + "/32 scram-sha-256\n");
        stop(Stop.FAST);
        start();
    }

    /** Where files that belong to it may be kept: they go when it goes. */
    public Path directory() {
        return directory;
    }

    private void requireStopped() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            throw new IllegalStateException("Stop the server first.");
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        destroy();
    }

    private void destroy() {
        try {
            if (Files.exists(data.resolve("postmaster.pid"))) {
                stop(Stop.IMMEDIATE);
            }
        } finally {
            new DirectoryTree(directory).remove();
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HospitalDatabase.class.getResourceAsStream("/hospital/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
