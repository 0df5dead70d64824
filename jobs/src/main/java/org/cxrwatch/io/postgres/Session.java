package org.cxrwatch.io.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One connection: binds values, reads rows, and says in the project's words what went wrong. */
final class Session implements AutoCloseable {

    private static final int FETCH_ROWS = 5_000;
    private static final int COPY_CHARACTERS = 1 << 16;
    private static final int ALIVE_SECONDS = 10;

    private final Connection connection;
    private final DatabaseAddress address;

    Session(Connection connection, DatabaseAddress address) {
        this.connection = connection;
        this.address = address;
    }

    /** Makes a row of columns something. */
    interface RowReader<T> {
        T read(Columns columns) throws SQLException;
    }

    /** All rows. */
    <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, List.of(parameters));
            statement.setFetchSize(FETCH_ROWS);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                Columns columns = new Columns(found);
                while (found.next()) {
                    rows.add(reader.read(columns));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> find(String sql, RowReader<T> reader, Object... parameters) {
        return list(sql, reader, parameters).stream().findFirst();
    }

    /** How many rows were changed. */
    int update(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, List.of(parameters));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    /** The same statement for many rows. */
    void batch(String sql, List<List<Object>> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<Object> row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    /** Rows through COPY. */
    <T> void copy(String sql, List<T> rows, BiConsumer<T, CopyLine> writer) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            CopyLine line = new CopyLine();
            for (T row : rows) {
                writer.accept(row, line);
                line.end();
                if (line.length() >= COPY_CHARACTERS) {
                    send(copy, line);
                }
            }
            send(copy, line);
            copy.endCopy();
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    /** Whether the server still answers on it. */
    boolean isAlive() {
        try {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    /** Makes what was done last. */
    void commit() throws SQLException {
        connection.commit();
    }

    /** Takes back what was not committed; a connection that is gone has taken it back already. */
    void rollback() {
        try {
            if (!connection.getAutoCommit() && !connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            if (!SqlFailure.lostConnection(e)) {
                throw new SqlFailure(e, address).exception();
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SqlFailure(e, address).exception();
        }
    }

    private static void send(CopyIn copy, CopyLine line) throws SQLException {
        byte[] bytes = line.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                bind(statement, index, optional.get());
            } else {
                statement.setNull(index, Types.NULL);
            }
        } else if (value instanceof Instant instant) {
            statement.setObject(index, StoredTime.parameter(instant));
        } else if (value instanceof String text) {
            statement.setString(index, StoredText.of(text));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, constant.name());
        } else if (value instanceof TypedArray array) {
            statement.setArray(index, connection.createArrayOf(array.type(), array.elements()));
        } else {
            statement.setObject(index, value);
        }
    }

    /** An array to bind. */
    static final class TypedArray {

        private final String type;
        private final List<Object> elements;

        private TypedArray(String type, List<Object> elements) {
            this.type = type;
            this.elements = elements;
        }

        static TypedArray texts(Collection<String> values) {
            return new TypedArray(
                    "text", values.stream().<Object>map(StoredText::of).toList());
        }

        static TypedArray instants(Collection<Instant> values) {
            return new TypedArray(
                    "timestamptz",
                    values.stream()
                            .<Object>map(instant -> StoredTime.of(instant).toString())
                            .toList());
        }

        static TypedArray numbers(Collection<Long> values) {
            return new TypedArray("bigint", List.copyOf(values));
        }

        private String type() {
            return type;
        }

        private Object[] elements() {
            return elements.toArray();
        }
    }
}
