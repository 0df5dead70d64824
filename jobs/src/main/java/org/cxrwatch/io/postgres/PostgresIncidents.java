package org.cxrwatch.io.postgres;

import java.util.List;
import org.cxrwatch.port.Incidents;

/** {@code incident}. */
final class PostgresIncidents implements Incidents {

    private static final Sql SQL = Sql.file("incident");

    private final ResultsDatabase database;

    PostgresIncidents(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Incident> list() {
        return database.transaction(session -> session.list(
                SQL.text("list"),
                row -> new Incident(
                        row.day("first_day"),
                        row.day("last_day"),
                        row.text("reason"),
                        row.text("added_by"),
                        row.instant("valid_from"))));
    }

    @Override
    public void add(Incident incident) {
        database.transaction(session -> session.update(
                SQL.text("add"),
                incident.firstDay(),
                incident.lastDay(),
                incident.reason(),
                incident.by(),
                incident.validFrom()));
    }
}
