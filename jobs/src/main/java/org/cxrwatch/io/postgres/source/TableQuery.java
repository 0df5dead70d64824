package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.port.XidWindow.Mode;
import org.postgresql.PGStatement;

/**
 * The question that a portion of a table is asked.
 *
 * @param table quoted, with its schema
 * @param columns what is read of each row, after its place
 * @param range which rows
 * @param xidColumn name of the column that holds each row's transaction; empty if there is none
 * @param zone of the source's own clock
 */
record TableQuery(String table, List<SourceTable.Column> columns, XidRange range, String xidColumn, ZoneId zone) {

    /** Rows that the server sends at a time. */
    private static final int FETCH_ROWS = 2_000;

    /** Lets the server send numbers and times as it has them, from the first time on. */
    private static final int BINARY = -1;

    /** Pages, the second not among them. */
    record Pages(long first, long after) {}

    PreparedStatement prepare(Connection connection, Pages pages) throws SQLException {
        boolean byColumn = !xidColumn.isEmpty() && range.mode() == Mode.CHANGES;
        String name = byColumn
                ? "rows_by_column"
                : range.ofDays() ? "rows_of_days" : range.byTransaction() ? "rows_changed" : "rows";
        String selected = Stream.concat(Stream.of("ctid"), columns.stream().map(SourceTable.Column::selected))
                .collect(Collectors.joining(", "));
        String sql = Query.SQL.text(
                name, Map.of("columns", selected, "table", table, "xid_column", Query.quoted(xidColumn)));
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCH_ROWS);
        statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
        if (byColumn) {
            statement.setString(1, Long.toString(range.from()));
            statement.setString(2, Long.toString(range.to()));
            return statement;
        }
        statement.setString(1, "(" + pages.first() + ",0)");
        statement.setString(2, "(" + pages.after() + ",0)");
        if (range.ofDays()) {
            statement.setObject(3, begin(range.firstDay()));
            statement.setObject(4, begin(range.dayAfter()));
        } else if (range.byTransaction()) {
            statement.setLong(3, range.firstShown());
            statement.setLong(4, range.width());
        }
        return statement;
    }

    /** When a day begins at the source, as its times are written. */
    private Object begin(String day) {
        boolean zoned =
                columns.stream().anyMatch(column -> column.name().equals(SourceTable.TIMESTAMP) && column.hasZone());
        LocalDate date = LocalDate.parse(day);
        return zoned ? date.atStartOfDay(zone).toOffsetDateTime() : date.atStartOfDay();
    }
}
