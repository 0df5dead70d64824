package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.ModelRegister;

/** {@code model}. */
final class PostgresModelRegister implements ModelRegister {

    private static final Sql SQL = Sql.file("model");

    private final ResultsDatabase database;

    PostgresModelRegister(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Entry> list() {
        return database.transaction(session -> session.list(SQL.text("list"), PostgresModelRegister::entry));
    }

    @Override
    public Outcome add(RegisteredModel model, Instant at, String by) {
        return database.transaction(session -> {
            int added = session.update(
                    SQL.text("add"),
                    model.name(),
                    model.version(),
                    model.architecture(),
                    model.status(),
                    model.createdAt(),
                    MANUAL,
                    at,
                    by);
            session.find(SQL.text("find"), PostgresModelRegister::entry, model.name(), model.version())
                    .ifPresent(known -> ModelRegister.requireAgreement(known, model));
            return added == 0 ? Outcome.KNOWN : Outcome.ADDED;
        });
    }

    @Override
    public void note(String source, List<RegisteredModel> models) {
        ModelRegister.requireDatabase(source);
        List<List<Object>> rows = models.stream()
                .map(model -> List.<Object>of(
                        model.name(), model.version(), model.architecture(), model.status(), model.createdAt(), source))
                .toList();
        database.transaction(session -> {
            session.batch(SQL.text("note"), rows);
            return rows.size();
        });
    }

    private static Entry entry(Columns row) throws SQLException {
        RegisteredModel model = new RegisteredModel(
                row.text("name"),
                row.text("version"),
                row.findText("architecture"),
                row.findText("status"),
                row.findInstant("created_at"));
        return new Entry(model, row.text("source"), row.instant("noted_at"));
    }
}
