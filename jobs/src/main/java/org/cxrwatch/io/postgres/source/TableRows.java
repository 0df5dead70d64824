package org.cxrwatch.io.postgres.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.log.LogJson;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** The rows of a portion of a table, as the server sends them; never more than a few thousand are held. */
final class TableRows implements RowReader.Rows {

    private static final int FIRST_COLUMN = 2;
    private static final int BITS_OF_ITEM = 16;

    private final DatabaseServer server;
    private final Opening opening;
    private final LogRows log;
    private final Pace pace;
    private final ArrayDeque<ReadRow> ready = new ArrayDeque<>();
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet found;
    private boolean ended;

    /**
     * What is opened.
     *
     * @param query what is asked
     * @param pages of which pages
     * @param stored where they are found
     * @param kind what the rows are
     * @param tellsNoLabel whether a row without a label says something, as it may have had one
     */
    record Opening(TableQuery query, TableQuery.Pages pages, Stored stored, Piece.Kind kind, boolean tellsNoLabel) {}

    /**
     * Where rows are found.
     *
     * @param snapshot in which snapshot
     * @param file in which file of the table: its pages are meant
     */
    record Stored(String snapshot, String file) {}

    TableRows(DatabaseServer server, Opening opening, LogRows log, Pace pace) {
        this.server = server;
        this.opening = opening;
        this.log = log;
        this.pace = pace;
        this.connection = server.connect();
        try {
            Snapshots.adopt(connection, opening.stored().snapshot());
            this.statement = opening.query().prepare(connection, opening.pages());
            this.found = statement.executeQuery();
            // Only now nobody can write the table anew.
            checkFile();
        } catch (SQLException e) {
            close();
            throw server.failure(e);
        }
    }

    private void checkFile() throws SQLException {
        String table = opening.query().table();
        String file = new Query(connection)
                .find("file", row -> row.getString("file"), table)
                .orElseThrow();
        if (!file.equals(opening.stored().file())) {
            close();
            throw new TransientException(
                    "Table " + table + " of the source database " + server
                            + " was written anew (by VACUUM FULL, CLUSTER or TRUNCATE) while it was read",
                    "Run the command again: the batch is read from its beginning");
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        return !ready.isEmpty();
    }

    @Override
    public ReadRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** Ends the transaction with the connection, whose errors change nothing any more. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            ended = true;
        }
    }

    private void read() {
        try {
            if (found.next()) {
                read(new LogRows.Place(opening.kind(), place(found.getString(1))));
            } else {
                ended = true;
                ready.add(log.end(0));
                close();
                pace.keep();
            }
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }

    private void read(LogRows.Place place) throws SQLException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        try {
            List<SourceTable.Column> columns = opening.query().columns();
            for (int i = 0; i < columns.size(); i++) {
                put(row, columns.get(i), FIRST_COLUMN + i);
            }
        } catch (RejectedRow why) {
            ready.add(LogRows.rejected(place, why, raw(row)));
            return;
        }
        for (ReadRow each : log.read(place, row, () -> raw(row))) {
            if (opening.tellsNoLabel() || !saysNoLabel(each)) {
                ready.add(each);
            }
        }
    }

    private static boolean saysNoLabel(ReadRow row) {
        return row instanceof ReadRow.OfLabel label
                && label.event().actualClass().isEmpty();
    }

    private void put(ObjectNode row, SourceTable.Column column, int index) throws SQLException, RejectedRow {
        if (column.isNumber()) {
            double number = found.getDouble(index);
            if (!found.wasNull()) {
                row.put(column.name(), number);
            }
        } else if (column.isTime()) {
            putTime(row, column, index);
        } else {
            putText(row, column, index);
        }
    }

    private void putText(ObjectNode row, SourceTable.Column column, int index) throws SQLException, RejectedRow {
        if (column.name().equals(SourceTable.METADATA)) {
            byte[] json = found.getBytes(index);
            if (json != null) {
                row.set(column.name(), LogJson.parse(json));
            }
            return;
        }
        String text = found.getString(index);
        if (text != null) {
            row.put(column.name(), text);
        }
    }

    private void putTime(ObjectNode row, SourceTable.Column column, int index) throws SQLException {
        if (column.hasZone()) {
            OffsetDateTime time = found.getObject(index, OffsetDateTime.class);
            row.put(column.name(), time == null ? null : time.toString());
        } else {
            LocalDateTime time = found.getObject(index, LocalDateTime.class);
            row.putPOJO(column.name(), time);
        }
    }

    /** The row as text, with its time, which stands in it as a time, as text. */
    private static String raw(ObjectNode row) {
        ObjectNode shown = row.deepCopy();
        if (shown.path(SourceTable.TIMESTAMP).isPojo()) {
            shown.put(SourceTable.TIMESTAMP, shown.get(SourceTable.TIMESTAMP).asText());
        }
        return shown.toString();
    }

    /** A number that tells rows of a snapshot apart, from {@code (page,item)}. */
    private static long place(String ctid) {
        int comma = ctid.indexOf(',');
        long page = Long.parseLong(ctid, 1, comma, 10);
        return page << BITS_OF_ITEM | Integer.parseInt(ctid, comma + 1, ctid.length() - 1, 10);
    }
}
