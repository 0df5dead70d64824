package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real server for all tests of the module, stopped when the last has run; every test gets a database of its own. */
public final class PostgresServer implements BeforeAllCallback {

    private static final String TEMPLATE = "migrated";

    private Server server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
                .computeIfAbsent("server", key -> new Server(), Server.class);
    }

    /** A database of its own, with the schema. */
    public ResultsDatabase migrated() {
        return new ResultsDatabase(server.create(" TEMPLATE " + TEMPLATE), "cxrwatch test");
    }

    /** A database of its own, with nothing in it. */
    public DatabaseAddress empty() {
        return server.create("");
    }

    /** The server, running. */
    EmbeddedDatabase embedded() {
        return server.embedded;
    }

    private static final class Server implements AutoCloseable {

        private final Path home;
        private final EmbeddedDatabase embedded;
        private final DatabaseAddress address;
        private final AtomicInteger databases = new AtomicInteger();

        private Server() {
            try {
                home = Files.createTempDirectory("cxrwatch-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            embedded = new EmbeddedDatabase(home);
            address = embedded.start();
            // A hundred databases that live for a minute: nothing of them need reach the disk.
            execute("ALTER SYSTEM SET fsync = off");
            execute("ALTER SYSTEM SET full_page_writes = off");
            execute("DO $$ BEGIN PERFORM pg_reload_conf(); END $$");
            execute("CREATE DATABASE " + TEMPLATE);
            new ResultsDatabase(address.withDatabase(TEMPLATE), "cxrwatch test").prepare();
        }

        private DatabaseAddress create(String like) {
            String name = "test_" + databases.incrementAndGet();
            execute("CREATE DATABASE " + name + like);
            return address.withDatabase(name);
        }

        private void execute(String sql) {
            try (Session session = new ResultsDatabase(address, "cxrwatch test").sessionOfSingleStatements()) {
                session.update(sql);
            }
        }

        @Override
        public void close() throws IOException {
            embedded.stop();
            PostgresBinaries.remove(home);
        }
    }

    /** As another role, whose password is its name. */
    static DatabaseAddress as(String role, DatabaseAddress address) {
        return new DatabaseAddress(
                address.host(),
                address.port(),
                address.database(),
                java.util.Optional.of(new DatabaseAddress.Login(role, role)),
                Map.of());
    }
}
