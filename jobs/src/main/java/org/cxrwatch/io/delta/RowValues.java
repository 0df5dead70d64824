package org.cxrwatch.io.delta;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import scala.jdk.javaapi.CollectionConverters;

/** How values of the core stand in rows of Spark: nothing as null, maps as Scala's, an arrival as three columns. */
final class RowValues {

    private RowValues() {}

    static Object nullable(Optional<?> value) {
        return value.map(Object.class::cast).orElse(null);
    }

    static Object nullable(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    static <V> scala.collection.Map<String, V> map(Map<String, V> values) {
        return CollectionConverters.asScala(values);
    }

    static Optional<String> text(Row row, int column) {
        return row.isNullAt(column) ? Optional.empty() : Optional.of(row.getString(column));
    }

    static OptionalDouble number(Row row, int column) {
        return row.isNullAt(column) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(column));
    }

    /** The arrival in three columns from this one on. */
    static Arrival arrival(Row row, int first) {
        return new Arrival(
                row.getLocalDate(first), row.getInstant(first + 1), ArrivalBasis.valueOf(row.getString(first + 2)));
    }
}
