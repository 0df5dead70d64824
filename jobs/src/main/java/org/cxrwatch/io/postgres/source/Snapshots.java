package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** One view of a database for several connections. */
final class Snapshots {

    private Snapshots() {}

    /** Begins a transaction that writes nothing and sees one snapshot from its first statement to its end. */
    static void begin(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        limitless(connection);
    }

    /** Reading a large table takes longer than a service's statement may; waiting for others is no idleness. */
    private static void limitless(Connection connection) throws SQLException {
        new Query(connection).list("limitless", row -> row.getString("name"));
    }

    /** The name by which others can adopt the snapshot of this transaction, as long as it lasts. */
    static String export(Connection connection) throws SQLException {
        return new Query(connection)
                .find("export", row -> row.getString("snapshot"))
                .orElseThrow();
    }

    /** Begins a transaction with a snapshot that another one exported. */
    static void adopt(Connection connection, String snapshot) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (!snapshot.matches("[0-9A-Fa-f-]+")) {
                throw new IllegalArgumentException("Not the name of a snapshot: " + snapshot);
            }
            statement.execute(Query.SQL.text("adopt", Map.of("snapshot", snapshot)));
        }
        limitless(connection);
    }
}
