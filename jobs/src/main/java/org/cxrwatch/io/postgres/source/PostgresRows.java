package org.cxrwatch.io.postgres.source;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
        return asking((query, later) -> {
            SortedMap<OfDay, Tally> tallies = new TreeMap<>();
            query.list(
                            "tallies",
                            table(),
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
        return asking((query, later) -> {
            Map<Key, Row> rows = new HashMap<>();
            query.list(
                            "keys",
                            table(),
                            row -> Map.entry(
                                    new Key(row.getString("image_id"), at(row)),
                                    new Row(name, row.getString("row_id"))),
                            of.day(),
                            of.day().plusDays(1),
                            of.modelVersion(),
                            taken.to() % XIDS,
                            later)
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

    private Map<String, String> table() {
        return Map.of("table", Query.qualified(terms.schema(), SourceTable.PREDICTIONS.name()));
    }

    private interface Question<T> {
        T answer(Query query, long laterTransactions) throws SQLException;
    }

    private <T> T asking(Question<T> question) {
        try (Connection connection = server.connect()) {
            ServerState state = ServerState.of(server, connection);
            return question.answer(new Query(connection), Math.max(0, state.next() - taken.to()));
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }
}
