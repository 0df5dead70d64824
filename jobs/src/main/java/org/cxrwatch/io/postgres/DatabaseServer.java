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

    /** A server here that listens is there; who keeps it waiting is this machine, which then is slow itself. */
    private static final String LOCAL_LOGIN_SECONDS = "120";

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
                "; `cxrwatch db start` starts the embedded one") {
            @Override
            String rights() {
                return "Use a role that may: monitoring_writer for commands that write, monitoring_owner for the first"
                        + " run and after an upgrade.";
            }

            @Override
            String part() {
                return "a part of the schema monitoring";
            }

            @Override
            String partHint() {
                return "Run the command once as a role that may create it (the database's owner or monitoring_owner).";
            }
        },
        /** For the logs that are read. */
        SOURCE("source database", "sources.postgres.url (or SOURCE_DATABASE_URL, or DATABASE_URL)", "") {
            @Override
            String rights() {
                return "Let an administrator grant it; docs/operators.md, \"A database as source\", has the"
                        + " statements.";
            }

            @Override
            String part() {
                return "a table, column or function that is read";
            }

            @Override
            String partHint() {
                return "Run the command again: it looks at what there is first, and says what is missing.";
            }
        };

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

        /** What to do if the role may not do something. */
        abstract String rights();

        /** What may be missing there. */
        abstract String part();

        /** What to do if it is. */
        abstract String partHint();
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
        properties.setProperty(
                PGProperty.LOGIN_TIMEOUT.getName(), address.isLoopback() ? LOCAL_LOGIN_SECONDS : CONNECT_SECONDS);
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
