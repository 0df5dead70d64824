package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.port.KnownRows;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.window.Window;

/**
 * A result table to which revisions are appended: its columns and how a row is written and read.
 *
 * @param <R> its rows
 */
sealed interface RevisedTable<R>
        permits WindowMetricTable, DriftScoreTable, WindowVerdictTable, DistributionTable, SystemMetricWindowTable {

    /** Its name; its views and functions are named after it. */
    String name();

    /** Its own columns; those that tell revisions apart come after them. */
    List<String> columns();

    /** The rows of this table among a night's. */
    List<R> rowsOf(RevisedNight night);

    /** The window a row is about. */
    Window window(R row);

    /** Writes a row, in the order of the columns. */
    void write(R row, CopyLine line);

    /** Reads a row. */
    R read(Columns columns) throws SQLException;

    /** Its own columns and those that tell revisions apart. */
    default String allColumns() {
        return Stream.concat(columns().stream(), Stream.of("revision", "as_of", "publication"))
                .collect(Collectors.joining(", "));
    }

    /** Appends what changed in a night. */
    default void append(Session session, RevisedNight night, long publication) {
        Instant asOf = night.rows().asOf();
        session.copy(
                Sql.file("revised").text("append", Map.of("table", name(), "columns", allColumns())),
                rowsOf(night),
                (row, line) -> {
                    write(row, line);
                    line.number(night.revisionOf(row)).instant(asOf).number(publication);
                });
    }

    /** Loads every revision of the rows about some windows. */
    default void load(Session session, List<Instant> windowStarts, KnownRows<R> known) {
        session.list(
                        Sql.file("revised").text("revisions", Map.of("table", name(), "columns", allColumns())),
                        row -> new KnownRows.Version<>(row.instant("as_of"), row.smallNumber("revision"), read(row)),
                        Session.TypedArray.instants(windowStarts))
                .forEach(known::add);
    }
}
