package org.cxrwatch.io.postgres;

import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.Optional;
import org.cxrwatch.error.Causes;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.TransientException;

/**
 * What an error of the server means for the person who ran the command. Goes by the server's codes (SQLSTATE), as its
 * texts come in its own language.
 */
final class SqlFailure {

    /** Part of the driver's message in every language: the class that compares names. */
    private static final String NAME_VERIFIER = "HostnameVerifier";

    private final SQLException failure;
    private final DatabaseAddress address;
    private final DatabaseServer.Use use;

    /** A failure of the results database. */
    SqlFailure(SQLException failure, DatabaseAddress address) {
        this(failure, address, DatabaseServer.Use.RESULTS);
    }

    SqlFailure(SQLException failure, DatabaseAddress address, DatabaseServer.Use use) {
        this.failure = failure;
        this.address = address;
        this.use = use;
    }

    /** The exception to throw. */
    RuntimeException exception() {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return configuration(state)
                .or(() -> passing(state))
                .map(RuntimeException.class::cast)
                .orElseGet(() -> new IllegalStateException(
                        "The " + use.noun() + " " + address + " refused a statement (SQLSTATE " + state + "): "
                                + failure.getMessage(),
                        failure));
    }

    /** Whether the connection was lost: what was under way may have been done or not. */
    static boolean lostConnection(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P");
    }

    private Optional<CxrwatchException> configuration(String state) {
        return switch (state) {
            case "28P01", "28000" ->
                Optional.of(new ConfigurationException(
                        "The " + use.noun() + " " + address + " does not let the user " + address.user() + " in: "
                                + "wrong password, no such role, or no access from this machine.",
                        "Correct user and password in " + use.settings() + ", or let the database's"
                                + " administrator allow this role in pg_hba.conf.",
                        failure));
            case "3D000" ->
                Optional.of(new ConfigurationException(
                        "There is no database " + address.database() + " on " + address.host() + ":" + address.port()
                                + ".",
                        "Create it (createdb " + address.database() + ") or correct its name in " + use.settings()
                                + ".",
                        failure));
            case "42501" ->
                Optional.of(new ConfigurationException(
                        "In the " + use.noun() + " " + address + " the role " + address.user()
                                + " may not do what this command needs: " + serverMessage() + ".",
                        use.rights(),
                        failure));
            case "42P01", "3F000", "42883", "42703" ->
                Optional.of(new ConfigurationException(
                        "The " + use.noun() + " " + address + " lacks " + use.part() + ": " + serverMessage() + ".",
                        use.partHint(),
                        failure));
            default -> tls(state);
        };
    }

    /** The driver has no code of its own for TLS: it reports it as a failure to connect. */
    private Optional<CxrwatchException> tls(String state) {
        String message = String.valueOf(failure.getMessage());
        boolean otherName = state.startsWith("08") && message.contains(NAME_VERIFIER);
        boolean tls = otherName
                || Causes.has(javax.net.ssl.SSLException.class, failure)
                || (state.startsWith("08") && message.contains("SSL"));
        if (!tls) {
            return Optional.empty();
        }
        String why = "the server offers no TLS, or its certificate is not trusted.";
        if (otherName) {
            why = "its certificate is for another name.";
        } else if (Causes.has(CertificateExpiredException.class, failure)) {
            why = "its certificate has expired.";
        }
        return Optional.of(new ConfigurationException(
                "The connection to the " + use.noun() + " " + address + " cannot be encrypted as asked: " + why,
                "Have the server use a certificate this machine trusts, name its authority with"
                        + " sslrootcert=FILE, or, on a network you trust, add ?sslmode=require (encrypted,"
                        + " unverified) or ?sslmode=disable to the URL.",
                failure));
    }

    private Optional<CxrwatchException> passing(String state) {
        if (state.startsWith("08")) {
            return Optional.of(unreachable());
        }
        // 55000: the database is closed to connections.
        if (state.startsWith("57P") || state.equals("53300") || state.equals("55000")) {
            return Optional.of(new TransientException(
                    "The " + use.noun() + " " + address + " is not available just now: " + serverMessage() + ".",
                    "Try again when it has started or has a free connection.",
                    failure));
        }
        if (state.startsWith("53")) {
            return Optional.of(new TransientException(
                    "The " + use.noun() + " " + address + " has run out of disk or memory: " + serverMessage() + ".",
                    "Free some, then run the command again; nothing was written by halves.",
                    failure));
        }
        if (state.equals("57014") || (state.startsWith("40") && use == DatabaseServer.Use.SOURCE)) {
            return Optional.of(new TransientException(
                    "The " + use.noun() + " " + address + " broke a statement off: " + serverMessage() + ".",
                    "Run the command again. If it is a replica: hot_standby_feedback = on, or a longer"
                            + " max_standby_streaming_delay, lets long reading be.",
                    failure));
        }
        if (state.startsWith("40") || state.startsWith("55")) {
            return Optional.of(new TransientException(
                    "Somebody else was changing the same rows of the " + use.noun() + " " + address + ": "
                            + serverMessage() + ".",
                    "Run the command again.",
                    failure));
        }
        if (state.equals("22021") || state.equals("22P05")) {
            return Optional.of(new DataException(
                    "A text cannot be stored in the " + use.noun() + " " + address + ": " + serverMessage() + ".",
                    "Create the database with the encoding UTF8.",
                    failure));
        }
        return Optional.empty();
    }

    private TransientException unreachable() {
        return new TransientException(
                "The " + use.noun() + " " + address + " does not answer.",
                "Check that PostgreSQL runs there and that host and port in " + use.settings()
                        + " are right, then run the command again" + use.startHint() + ".",
                failure);
    }

    /** The server's own words without the words around them; they name tables and roles, no rows. */
    private String serverMessage() {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return text.replaceFirst("^[A-Z]+: ", "").replaceFirst("\\.$", "");
    }
}
