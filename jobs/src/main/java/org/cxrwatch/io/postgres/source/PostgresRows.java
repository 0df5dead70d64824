package org.cxrwatch.io.postgres.source;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.SourceRows;
import org.cxrwatch.port.XidWindow;

/** The predictions that the service's database holds, as far as they were to be taken. */
public final class PostgresRows implements SourceRows {

    private static final long XIDS = 1L << 32;

    private final DatabaseServer server;
    private final SourceTerms terms;
    private final XidWindow taken;
    private final String name;

    /**
     * The rows of a database.
     *
     * @param name of the source
     * @param server where
     * @param terms how it is read
     * @param taken the last window; what was written after it is not missed yet
     */
    public PostgresRows(String name, DatabaseServer server, SourceTerms terms, XidWindow taken) {
        this.name = name;
        this.server = server;
        this.terms = terms;
        this.taken = taken;
    }

    @Override
    public SortedMap<OfDay, Tally> tallies(XidWindow.Days days) {
        return asking((query, names, later) -> {
            SortedMap<OfDay, Tally> tallies = new TreeMap<>();
            query.list(
                            "tallies",
                            names,
                            row -> Map.entry(
                                    new OfDay(row.getObject("day", LocalDate.class), row.getString("model_version")),
                                    tally(row)),
                            days.first(),
                            days.last().plusDays(1),
                            taken.to() % XIDS,
                            later)
                    .forEach(entry -> tallies.put(entry.getKey(), entry.getValue()));
            return tallies;
        });
    }

    @Override
    public Map<Key, Row> rows(OfDay of) {
        return asking((query, names, later) -> {
            Map<Key, Row> rows = new HashMap<>();
            query.list(
                            "keys",
                            names,
                            row -> Map.entry(
                                    new Key(row.getString("image_id"), at(row)),
                                    new Row(name, row.getString("row_id"), row.getBoolean("due"))),
                            taken.to() % XIDS,
                            later,
                            of.day(),
                            of.day().plusDays(1),
                            of.modelVersion())
                    .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
            return rows;
        });
    }

    private static Tally tally(ResultSet row) throws SQLException {
        BigDecimal keys = row.getBigDecimal("keys");
        return new Tally(row.getLong("rows"), keys.toBigIntegerExact());
    }

    private Instant at(ResultSet row) throws SQLException {
        return row.getObject("timestamp", LocalDateTime.class)
                .atZone(terms.rules().zone())
                .withEarlierOffsetAtOverlap()
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Map<String, String> names(TableLayout.Described table) {
        List<String> columns =
                table.columns().stream().map(SourceTable.Column::name).toList();
        boolean zoned = table.columns().stream()
                .anyMatch(column -> column.name().equals(SourceTable.TIMESTAMP) && column.hasZone());
        String zone = "'" + terms.rules().zone().getId().replace("'", "''") + "'";
        return Map.of(
                "table", Query.qualified(terms.schema(), SourceTable.PREDICTIONS.name()),
                "image", columns.contains("image_id") ? "nullif(btrim(image_id::text), '')" : "NULL",
                "time", zoned ? "(\"timestamp\" AT TIME ZONE " + zone + ")" : "\"timestamp\"");
    }

    private interface Question<T> {
        T answer(Query query, Map<String, String> names, long laterTransactions) throws SQLException;
    }

    private <T> T asking(Question<T> question) {
        try (Connection connection = server.connect();
                Statement settings = connection.createStatement()) {
            settings.execute("SET statement_timeout = 0");
            ServerState state = ServerState.of(server, connection);
            TableLayout.Described table = new TableLayout(server, terms, connection).describe(SourceTable.PREDICTIONS);
            return question.answer(new Query(connection), names(table), Math.max(0, state.next() - taken.to()));
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }
}
