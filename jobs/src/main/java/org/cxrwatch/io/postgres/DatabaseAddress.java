package org.cxrwatch.io.postgres;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.error.ConfigurationException;

/**
 * Where a PostgreSQL database is and how to be let in. Shown as {@code host:port/database}: the password never leaves
 * this class but to the driver.
 */
public final class DatabaseAddress implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The port PostgreSQL listens on unless told otherwise. */
    static final int USUAL_PORT = 5432;

    private final String host;
    private final int port;
    private final String database;
    private final Login login;
    private final TreeMap<String, String> parameters;

    /** A user with a password; an empty password leaves it to the driver, which looks into the user's password file. */
    record Login(String user, String password) implements Serializable {

        private static final Login NOBODY = new Login("", "");

        @Override
        public String toString() {
            return user;
        }
    }

    DatabaseAddress(String host, int port, String database, Optional<Login> login, Map<String, String> parameters) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.login = login.orElse(Login.NOBODY);
        this.parameters = new TreeMap<>(parameters);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?name=value}, the same after {@code jdbc:}, or the form
     * that names a Python driver ({@code postgresql+psycopg2://…}). In user and password {@code %40} stands for
     * {@code @}, and so on; the parameters are the driver's, e.g. {@code sslmode}, and {@code passfile}.
     *
     * @throws ConfigurationException if it is something else; its message shows nothing of user and password
     */
    public static DatabaseAddress parse(String url) {
        return new AddressText(url).address();
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String database() {
        return database;
    }

    /** Whom to log in as; empty leaves it to the driver. */
    Optional<Login> login() {
        return Optional.of(login).filter(somebody -> !somebody.user().isEmpty());
    }

    /** Parameters for the driver. */
    Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Who is let in, for messages. */
    String user() {
        return login().map(Login::user).orElseGet(() -> System.getProperty("user.name"));
    }

    /** Whether the host is this machine. */
    boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** The same server and login, another database. */
    DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, login(), parameters);
    }

    /** What is handed to the driver; login and parameters go beside it. */
    String jdbcUrl() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + name + ":" + port + "/"
                + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@code host:port/database}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
    }
}
