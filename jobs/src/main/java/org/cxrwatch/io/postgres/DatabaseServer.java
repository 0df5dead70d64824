package org.cxrwatch.io.postgres;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL server that is connected to for one purpose. It can be taken to where a connection is needed; the
 * password goes with it, and is shown nowhere.
 */
public final class DatabaseServer implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String CONNECT_SECONDS = "10";
    private static final int LONGEST_NAME = 63;

    private final DatabaseAddress address;
    private final String application;
    private final Use use;

    /** What it is used for. */
    public enum Use {
        /** For results, alerts and the ledger. */
        RESULTS(
                "results database",
                "results.postgres (or DATABASE_URL)",
                "; `cxrwatch db start` starts the embedded one"),
        /** For the logs that are read. */
        SOURCE("source database", "sources.postgres.url (or SOURCE_DATABASE_URL, or DATABASE_URL)", "");

        private final String noun;
        private final String settings;
        private final String startHint;

        Use(String noun, String settings, String startHint) {
            this.noun = noun;
            this.settings = settings;
            this.startHint = startHint;
        }

        String noun() {
            return noun;
        }

        String settings() {
            return settings;
        }

        String startHint() {
            return startHint;
        }
    }

    /**
     * A server.
     *
     * @param address where
     * @param application who is asking, as the server's administrators see it
     * @param use what for
     */
    public DatabaseServer(DatabaseAddress address, String application, Use use) {
        this.address = address;
        this.application = application.length() > LONGEST_NAME ? application.substring(0, LONGEST_NAME) : application;
        this.use = use;
    }

    /** A connection in which every statement is a transaction. */
    public Connection connect() {
        try {
            return new org.postgresql.Driver().connect(address.jdbcUrl(), properties());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What an error of the server means for the person who ran the command. */
    public RuntimeException failure(SQLException error) {
        return new SqlFailure(error, address, use).exception();
    }

    /** Whom it lets in, for messages. */
    public String user() {
        return address.user();
    }

    /** {@code host:port/database}. */
    @Override
    public String toString() {
        return address.toString();
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(PGProperty.APPLICATION_NAME.getName(), application);
        properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), CONNECT_SECONDS);
        properties.setProperty(PGProperty.LOGIN_TIMEOUT.getName(), CONNECT_SECONDS);
        properties.setProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        encryption().forEach(properties::setProperty);
        address.parameters().forEach(properties::setProperty);
        address.login().ifPresent(login -> {
            properties.setProperty(PGProperty.USER.getName(), login.user());
            if (!login.password().isEmpty()) {
                properties.setProperty(PGProperty.PASSWORD.getName(), login.password());
            }
        });
        return properties;
    }

    /** Unless the URL says otherwise: another machine proves who it is, by a certificate that Java trusts. */
    private Map<String, String> encryption() {
        if (address.isLoopback() || address.parameters().containsKey(PGProperty.SSL_MODE.getName())) {
            return Map.of();
        }
        String mode = PGProperty.SSL_MODE.getName();
        return address.parameters().containsKey(PGProperty.SSL_ROOT_CERT.getName())
                ? Map.of(mode, "verify-full")
                : Map.of(
                        mode,
                        "verify-full",
                        PGProperty.SSL_FACTORY.getName(),
                        "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
}
