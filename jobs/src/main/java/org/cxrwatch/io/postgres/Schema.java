package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.cxrwatch.error.Causes;
import org.cxrwatch.error.ConfigurationException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema {@code monitoring}: which version it has, and how it gets the one this program knows. */
final class Schema {

    /** Every table, view and function lives in it. */
    static final String NAME = "monitoring";

    /** The number of the last migration. */
    static final int KNOWN = 18;

    private static final Sql SQL = Sql.file("schema");

    private final ResultsDatabase database;

    Schema(ResultsDatabase database) {
        this.database = database;
    }

    void prepare() {
        int version = version();
        if (version > KNOWN) {
            throw new ConfigurationException(
                    "The schema " + NAME + " of the results database " + database + " has version " + version
                            + "; this program knows versions up to " + KNOWN + ".",
                    "A newer cxrwatch has been here: use that one, or another database.");
        }
        if (version < KNOWN) {
            migrate();
        }
    }

    /** 0 if there is none. */
    int version() {
        return database.transaction(session -> {
            boolean there = session.find(SQL.text("history_exists"), row -> row.flag("there"))
                    .orElse(false);
            return there
                    ? session.find(SQL.text("version"), row -> row.smallNumber("version"))
                            .orElse(0)
                    : 0;
        });
    }

    private void migrate() {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(database.source())
                    .schemas(NAME)
                    .defaultSchema(NAME)
                    .locations("classpath:db/migration")
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(FlywayException failure) {
        Optional<SQLException> cause = Causes.find(SQLException.class, failure);
        return cause.map(sql -> new SqlFailure(sql, database.address()).exception())
                .orElseGet(() -> new ConfigurationException(
                        "The schema " + NAME + " of the results database " + database
                                + " cannot be brought to version " + KNOWN + ": "
                                + String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        "It was changed by hand, or by another program. Restore it, or use an empty database.",
                        failure));
    }
}
