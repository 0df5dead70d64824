package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.SystemSample;

/** Table {@code system_metric}: one row each time a host logged how it is. */
public final class SystemMetricTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named("system_metric", "One row each time a host logged how it is")
            .with("batch", DataTypes.LongType, "Number of the batch that took the row")
            .with("day", DataTypes.DateType, "UTC day of at")
            .with("host", DataTypes.StringType, "Name of the host, 'default' if the log names none")
            .with("at", DataTypes.TimestampType, "When it was logged, to the millisecond")
            .with(
                    "numbers",
                    DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                    "What was logged, by name, in the log's units")
            .withArrival()
            .with("file", DataTypes.StringType, "File it was read from, relative to the source")
            .with("line", DataTypes.LongType, "Line in that file, from 1")
            .partitionedBy("day");

    /** One sample keeps one row: these columns tell it from others. */
    static final List<String> IDENTITY = List.of("host", "at");

    private SystemMetricTable() {}

    /**
     * A row of the table.
     *
     * @param sample what was logged
     * @param origin where it came from
     */
    public record Entry(SystemSample sample, Origin origin) {}

    /** What two copies must agree in to be the same row. */
    static List<Column> content() {
        return List.of(array_sort(map_entries(col("numbers"))));
    }

    /** The row of an entry. */
    public static Row toRow(Entry entry) {
        SystemSample sample = entry.sample();
        Origin origin = entry.origin();
        return RowFactory.create(
                origin.batch(),
                LocalDate.ofInstant(sample.at(), ZoneOffset.UTC),
                sample.host(),
                sample.at(),
                RowValues.map(sample.numbers()),
                origin.arrival().on(),
                origin.arrival().at(),
                origin.arrival().basis().name(),
                origin.file(),
                origin.line());
    }

    /** The entry of a row that has the table's columns in their order. */
    public static Entry fromRow(Row row) {
        SystemSample sample = new SystemSample(row.getString(2), row.getInstant(3), row.getJavaMap(4));
        return new Entry(
                sample, new Origin(row.getLong(0), RowValues.arrival(row, 5), row.getString(8), row.getLong(9)));
    }
}
