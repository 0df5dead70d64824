package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.io.postgres.Sql;

/** Asks a connection short questions, those of {@code sql/source.sql}. */
final class Query {

    static final Sql SQL = Sql.file("source");

    private final Connection connection;

    Query(Connection connection) {
        this.connection = connection;
    }

    /** Makes a row something. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String name, Reader<T> reader, Object... values) throws SQLException {
        return list(SQL.text(name), reader, List.of(values));
    }

    <T> List<T> list(String name, Map<String, String> identifiers, Reader<T> reader, Object... values)
            throws SQLException {
        return list(SQL.text(name, identifiers), reader, List.of(values));
    }

    <T> Optional<T> find(String name, Reader<T> reader, Object... values) throws SQLException {
        return list(name, reader, values).stream().findFirst();
    }

    /** A name as PostgreSQL takes it whatever is in it. */
    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String qualified(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }

    private <T> List<T> list(String sql, Reader<T> reader, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }
}
