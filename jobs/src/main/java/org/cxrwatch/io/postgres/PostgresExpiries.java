package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/** {@code expiry}. */
final class PostgresExpiries implements Expiries {

    private static final Sql SQL = Sql.file("expiry");

    private final ResultsDatabase database;

    PostgresExpiries(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public Expired expired() {
        Map<Kept, LocalDate> before = new EnumMap<>(Kept.class);
        database.transaction(session -> session.list(
                        SQL.text("current"), row -> Map.entry(Kept.of(row.text("kept")), row.day("before"))))
                .forEach(entry -> before.put(entry.getKey(), entry.getValue()));
        return new Expired(before);
    }

    @Override
    public void note(Map<Kept, LocalDate> before, Instant at) {
        List<List<Object>> rows = before.entrySet().stream()
                .map(entry -> List.<Object>of(entry.getKey().text(), entry.getValue(), at))
                .toList();
        database.transaction(session -> {
            session.batch(SQL.text("note"), rows);
            return rows.size();
        });
    }
}
