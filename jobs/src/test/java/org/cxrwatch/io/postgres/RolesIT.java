package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.port.History;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do; the roles of people are members of the three that the migrations make. */
class RolesIT {

    private static final History.Query SEPTEMBER =
            History.Query.between(SampleRows.day(1).start(), SampleRows.day(30).end());

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static ResultsDatabase as(String role, ResultsDatabase database) {
        database.transaction(session -> session.update("""
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s_person') THEN
                        CREATE ROLE %1$s_person LOGIN PASSWORD '%1$s_person' IN ROLE monitoring_%1$s;
                    END IF;
                END $$""".formatted(role)));
        return new ResultsDatabase(PostgresServer.as(role + "_person", database.address()), "test");
    }

    private static void publish(ResultsDatabase database) {
        Results results = database.results();
        NightResults night = SampleRows.all(SampleRows.night(8), 8, 0.9);
        Results.Publication publication = results.begin(List.of(night.asOf()));
        results.commit(publication, results.revise(List.of(night)), SampleAlerts.nothing(), Set.of());
    }

    @Test
    void theWriterPublishesAndTheReaderSeesIt() {
        ResultsDatabase database = SERVER.migrated();
        ResultsDatabase writer = as("writer", database);
        ResultsDatabase reader = as("reader", database);

        writer.prepare();
        publish(writer);
        reader.prepare();

        assertThat(reader.history().metrics(SEPTEMBER)).hasSize(1);
        assertThat(reader.history().drift(SEPTEMBER.withAsOf(SampleRows.night(9))))
                .hasSize(1);
        assertThat(reader.history().verdicts(SEPTEMBER)).hasSize(1);
        assertThat(reader.history().hosts(SEPTEMBER)).hasSize(1);
        assertThat(reader.history().distributions(SEPTEMBER)).hasSize(1);
        assertThat(reader.history().nights()).containsExactly(SampleRows.night(8));
        assertThat(reader.alertLog().episodes(org.cxrwatch.port.AlertLog.Filter.ALL))
                .isEmpty();
        assertThat(reader.runs().latest(5)).isEmpty();
        assertThat(reader.models().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE monitoring.mine (a integer)",
                "ALTER TABLE monitoring.window_metric ADD COLUMN mine integer",
                "DROP VIEW monitoring.current_alert",
                "TRUNCATE monitoring.ledger",
                "UPDATE monitoring.flyway_schema_history SET success = false"
            })
    void theWriterMayNotChangeTheSchema(String sql) {
        ResultsDatabase writer = as("writer", SERVER.migrated());

        assertThatThrownBy(() -> writer.transaction(session -> session.update(sql)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the role writer_person may not do what this command needs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM monitoring.window_metric",
                "SELECT * FROM monitoring.alert",
                "SELECT * FROM monitoring.ledger",
                "DELETE FROM monitoring.current_alert",
                "SELECT monitoring.grant_roles()"
            })
    void theReaderSeesTheViewsAlone(String sql) {
        ResultsDatabase reader = as("reader", SERVER.migrated());

        assertThatThrownBy(() -> reader.transaction(session -> session.update(sql)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the role reader_person may not do what this command needs");
    }

    @Test
    void theOwnerChangesTheSchema() {
        ResultsDatabase owner = as("owner", SERVER.migrated());

        owner.transaction(session -> {
            session.update("ALTER TABLE monitoring.window_metric ADD COLUMN mine integer");
            return session.update("CREATE TABLE monitoring.mine (a integer)");
        });

        assertThat(owner.history().metrics(SEPTEMBER)).isEmpty();
    }

    @Test
    void whoMayCreateNoRolesStillGetsTheSchemaAndWorksWithIt() {
        DatabaseAddress address = SERVER.empty();
        ResultsDatabase administrator = new ResultsDatabase(address, "test");
        administrator.transaction(session -> {
            session.update("DROP ROLE IF EXISTS plain");
            session.update("CREATE ROLE plain LOGIN PASSWORD 'plain'");
            return session.update("ALTER DATABASE " + address.database() + " OWNER TO plain");
        });
        ResultsDatabase plain = new ResultsDatabase(PostgresServer.as("plain", address), "test");

        plain.prepare();
        publish(plain);

        assertThat(plain.history().metrics(SEPTEMBER)).hasSize(1);
    }

    @Test
    void whoMayNotMakeTheSchemaIsToldSo() {
        DatabaseAddress address = SERVER.empty();
        ResultsDatabase stranger =
                as("reader", new ResultsDatabase(SERVER.migrated().address(), "test"));
        DatabaseAddress there = PostgresServer.as("reader_person", address);

        assertThat(stranger).isNotNull();
        assertThatThrownBy(() -> new ResultsDatabase(there, "test").prepare())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("monitoring_owner for the first run");
    }
}
