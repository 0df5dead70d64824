package org.cxrwatch.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;

/** Reads Spark's internal form of values, by ordinal. What it returns does not live in the row, which is used again. */
final class RowFields {

    private RowFields() {}

    static String text(InternalRow row, int ordinal) {
        return row.getUTF8String(ordinal).toString();
    }

    static Optional<String> findText(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal) ? Optional.empty() : Optional.of(text(row, ordinal));
    }

    static double numberOrNaN(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal) ? Double.NaN : row.getDouble(ordinal);
    }

    /** A timestamp, which Spark keeps in microseconds. */
    static Instant instant(InternalRow row, int ordinal) {
        return Instant.EPOCH.plus(row.getLong(ordinal), ChronoUnit.MICROS);
    }

    static LocalDate day(InternalRow row, int ordinal) {
        return LocalDate.ofEpochDay(row.getInt(ordinal));
    }

    /** The columns arrived_on, arrived_at, arrival_basis, which stand together. */
    static Arrival arrival(InternalRow row, int ordinal) {
        return new Arrival(day(row, ordinal), instant(row, ordinal + 1), ArrivalBasis.valueOf(text(row, ordinal + 2)));
    }

    /** The entries of a map that have a value. */
    static Map<String, Double> numbers(InternalRow row, int ordinal) {
        Map<String, Double> numbers = new HashMap<>();
        if (!row.isNullAt(ordinal)) {
            MapData map = row.getMap(ordinal);
            ArrayData values = map.valueArray();
            for (int i = 0; i < map.numElements(); i++) {
                if (!values.isNullAt(i)) {
                    numbers.put(map.keyArray().getUTF8String(i).toString(), values.getDouble(i));
                }
            }
        }
        return numbers;
    }

    /** The entries of a map that have a value. */
    static Map<String, String> texts(InternalRow row, int ordinal) {
        Map<String, String> texts = new HashMap<>();
        if (!row.isNullAt(ordinal)) {
            MapData map = row.getMap(ordinal);
            ArrayData values = map.valueArray();
            for (int i = 0; i < map.numElements(); i++) {
                if (!values.isNullAt(i)) {
                    texts.put(
                            map.keyArray().getUTF8String(i).toString(),
                            values.getUTF8String(i).toString());
                }
            }
        }
        return texts;
    }
}
