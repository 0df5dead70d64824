package org.cxrwatch.config;

import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;

/**
 * A database as the environment names it: the only place passwords come from.
 *
 * @param variables the environment
 * @param use what the database is for, which has a variable of its own before the common one
 */
record DatabaseEnvironment(Map<String, String> variables, Use use) {

    /** The variable that everything reads. */
    static final String URL = "DATABASE_URL";

    private static final String PASSWORD = "DATABASE_PASSWORD";

    /** What a database is for. */
    enum Use {
        /** Results, alerts and the ledger. */
        RESULTS("RESULTS_"),
        /** The logs that are read. */
        SOURCE("SOURCE_");

        private final String prefix;

        Use(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * A database that a variable names.
     *
     * @param url the database
     * @param variable which variable
     */
    record Named(DatabaseUrl url, String variable) {

        /** What a value from here is said to come from. */
        String origin() {
            return "environment variable " + variable;
        }
    }

    /** The database of the variable of this use, if it is set. */
    Optional<Named> own() {
        return named(use.prefix + URL);
    }

    /** The database of DATABASE_URL, if it is set. */
    Optional<Named> common() {
        return named(URL);
    }

    private Optional<Named> named(String variable) {
        return find(variable)
                .map(text -> DatabaseUrl.parse(text)
                        .map(this::withPassword)
                        .orElseThrow(() -> new ConfigurationException(
                                "The environment variable " + variable + " is not the address of a PostgreSQL database"
                                        + " (it is not shown, as it may hold a password)",
                                "Write it as " + DatabaseUrl.FORM + ", with % codes for special characters.")))
                .map(url -> new Named(url, variable));
    }

    /** The database that a setting names, with the password of the environment. */
    Optional<DatabaseUrl> complete(SettingReader reader, String path) {
        String text = reader.text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        DatabaseUrl address = DatabaseUrl.parse(text)
                .orElseThrow(() -> new ConfigurationException(
                        path + " is not the address of a PostgreSQL database",
                        "Write it as postgresql://user@host:5432/database."));
        if (address.holdsPassword()) {
            throw EnvironmentVariables.misplaced(path, PASSWORD);
        }
        return Optional.of(withPassword(address));
    }

    private DatabaseUrl withPassword(DatabaseUrl address) {
        return address.holdsPassword()
                ? address
                : address.withPassword(find(use.prefix + PASSWORD)
                        .or(() -> find(PASSWORD))
                        .map(Secret::new)
                        .orElse(Secret.NONE));
    }

    private Optional<String> find(String variable) {
        return new EnvironmentVariables(variables).find(variable);
    }
}
