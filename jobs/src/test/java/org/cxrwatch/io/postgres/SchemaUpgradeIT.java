package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.port.Layout;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the schema of any earlier version, with rows in it, an upgrade makes the schema that a new database gets. */
class SchemaUpgradeIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static final String EVERYTHING = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
            || coalesce(' -- ' || col_description(c.oid, a.attnum), '') AS answer
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'v')
        UNION ALL
        SELECT 'relation ' || c.relname || ' ' || c.relkind::text || ' ' || pg_get_userbyid(c.relowner) || ' '
            || coalesce(c.relacl::text, '') || coalesce(' -- ' || obj_description(c.oid, 'pg_class'), '')
            || CASE WHEN c.relkind = 'v' THEN ' ' || pg_get_viewdef(c.oid) ELSE '' END
        FROM pg_class c
        WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'v', 'S')
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'monitoring'::regnamespace
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'monitoring'
        UNION ALL
        SELECT 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '')
        FROM pg_proc WHERE pronamespace = 'monitoring'::regnamespace
        ORDER BY 1\
        """;

    static IntStream earlierVersions() {
        return IntStream.range(1, Schema.KNOWN);
    }

    private static List<String> texts(ResultsDatabase database, String sql) {
        return database.transaction(session -> session.list(sql, row -> row.text("answer")));
    }

    /** A database as the program of that time left it; before the fourth version there were no roles to grant to. */
    private static ResultsDatabase at(int version) {
        ResultsDatabase database = new ResultsDatabase(SERVER.empty(), "test");
        migrate(database, 1);
        database.transaction(session -> session.update("""
            INSERT INTO monitoring.window_metric (scope, model_version, window_kind, window_start, slice_key,
                slice_value, metric, value, n, revision, as_of, publication)
            VALUES ('model', 'v1.0.0', 'DAY', '2026-09-08Z', 'all', 'all', 'accuracy', 0.9, 100, 1,
                '2026-09-09Z', 1)\
            """));
        if (version > 1) {
            migrate(database, version);
        }
        return database;
    }

    private static void migrate(ResultsDatabase database, int version) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.source())
                .schemas(Schema.NAME)
                .defaultSchema(Schema.NAME)
                .locations("classpath:db/migration")
                .placeholderReplacement(false)
                .skipDefaultCallbacks(version < 4)
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void everyEarlierSchemaBecomesThatOfANewDatabaseAndKeepsItsRows(int version) {
        ResultsDatabase database = at(version);
        assertThat(database.layout().version()).isEqualTo(new Layout.Version(version, Schema.KNOWN));

        database.layout().upgrade();
        database.layout().upgrade();

        assertThat(database.layout().version()).isEqualTo(new Layout.Version(Schema.KNOWN, Schema.KNOWN));
        assertThat(texts(database, EVERYTHING)).isEqualTo(texts(SERVER.migrated(), EVERYTHING));
        assertThat(texts(database, "SELECT value::text AS answer FROM monitoring.current_window_metric"))
                .containsExactly("0.9");
    }

    @Test
    void onlyTheOwnerBringsASchemaForward() {
        ResultsDatabase database = at(Schema.KNOWN - 1);
        database.transaction(session -> session.update("""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'upgrading_writer') THEN
                    CREATE ROLE upgrading_writer LOGIN PASSWORD 'upgrading_writer' IN ROLE monitoring_writer;
                END IF;
            END $$\
            """));
        ResultsDatabase writer = new ResultsDatabase(PostgresServer.as("upgrading_writer", database.address()), "test");

        assertThatThrownBy(() -> writer.layout().upgrade())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("monitoring_owner");
        assertThat(database.layout().version().present()).isEqualTo(Schema.KNOWN - 1);
    }

    @Test
    void aNewerSchemaIsNotTakenBack() {
        ResultsDatabase database = SERVER.migrated();
        database.transaction(session -> session.update("UPDATE monitoring.flyway_schema_history SET version = '"
                + (Schema.KNOWN + 1) + "' WHERE version = '" + Schema.KNOWN + "'"));

        assertThat(database.layout().version().isNewer()).isTrue();
        assertThatThrownBy(() -> database.layout().upgrade()).isInstanceOf(ConfigurationException.class);
    }
}
