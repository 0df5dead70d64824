package org.cxrwatch.io.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A row that was read, by the names of its columns. */
final class Columns {

    private final ResultSet row;

    Columns(ResultSet row) {
        this.row = row;
    }

    String text(String column) throws SQLException {
        return row.getString(column);
    }

    Optional<String> findText(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    long number(String column) throws SQLException {
        return row.getLong(column);
    }

    int smallNumber(String column) throws SQLException {
        return row.getInt(column);
    }

    boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    /** NaN if it is null. */
    double real(String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    Instant instant(String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    Optional<Instant> findInstant(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    LocalDate day(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    Optional<LocalDate> findDay(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    /** A constant written by its name, in whichever case. */
    <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
    }

    <E extends Enum<E>> Optional<E> findConstant(String column, Class<E> type) throws SQLException {
        return findText(column).map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    List<String> texts(String column) throws SQLException {
        return Arrays.asList((String[]) elements(column));
    }

    List<Double> reals(String column) throws SQLException {
        return Arrays.asList((Double[]) elements(column));
    }

    List<Instant> instants(String column) throws SQLException {
        return Arrays.stream(elements(column))
                .map(element -> ((java.sql.Timestamp) element).toInstant())
                .toList();
    }

    private Object[] elements(String column) throws SQLException {
        Array array = row.getArray(column);
        try {
            return (Object[]) array.getArray();
        } finally {
            array.free();
        }
    }
}
