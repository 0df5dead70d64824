package org.cxrwatch.io.delta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.LabelEvent;

/** Table {@code label}: one row each time somebody said, or took back, what an image shows. */
public final class LabelTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "label", "One row each time somebody said, or took back, what an image shows")
            .with("batch", DataTypes.LongType, "Number of the batch that took the row")
            .with("prediction_id", DataTypes.StringType, "Id of the image")
            .withOptional("actual_class", DataTypes.StringType, "The class; null if the source withdraws its label")
            .withOptional("labelled_at", DataTypes.TimestampType, "When it was said, if the source tells")
            .with("source", DataTypes.StringType, "Who said it")
            .withArrival()
            .with("file", DataTypes.StringType, "File it was read from, relative to the source, or table")
            .with("line", DataTypes.LongType, "Line in that file, from 1; of a table, a number that tells rows apart")
            .withOptional("row_at", DataTypes.TimestampType, "The one row of the image it is about; null: every row")
            .withOptional("row_version", DataTypes.StringType, "Model version of that row; null: every row")
            .partitionedBy("arrived_on");

    /** One saying keeps one row: these columns tell it from others. States are told apart by {@link LabelStates}. */
    static final List<String> IDENTITY = List.of("prediction_id", "source", "labelled_at", "actual_class");

    private LabelTable() {}

    /**
     * A row of the table.
     *
     * @param event what was said
     * @param origin where it came from; its arrival is the event's
     */
    public record Entry(LabelEvent event, Origin origin) {}

    /** The row of an entry. */
    public static Row toRow(Entry entry) {
        LabelEvent event = entry.event();
        return RowFactory.create(
                entry.origin().batch(),
                event.predictionId(),
                RowValues.nullable(event.actualClass()),
                RowValues.nullable(event.labelledAt()),
                event.source(),
                event.arrival().on(),
                event.arrival().at(),
                event.arrival().basis().name(),
                entry.origin().file(),
                entry.origin().line(),
                RowValues.nullable(event.row().map(LabelEvent.LabelledRow::at)),
                RowValues.nullable(event.row().map(LabelEvent.LabelledRow::modelVersion)));
    }

    /** The entry of a row that has the table's columns in their order. */
    public static Entry fromRow(Row row) {
        Optional<Instant> labelledAt = row.isNullAt(3) ? Optional.empty() : Optional.of(row.getInstant(3));
        LabelEvent event = new LabelEvent(
                row.getString(1),
                RowValues.text(row, 2),
                labelledAt,
                row.getString(4),
                RowValues.arrival(row, 5),
                labelledRow(row));
        return new Entry(event, new Origin(row.getLong(0), event.arrival(), row.getString(8), row.getLong(9)));
    }

    /** Whether a row says which label a row of a database has now. */
    static boolean isState(Row row) {
        return !row.isNullAt(10);
    }

    private static Optional<LabelEvent.LabelledRow> labelledRow(Row row) {
        return isState(row)
                ? Optional.of(new LabelEvent.LabelledRow(row.getInstant(10), row.getString(11)))
                : Optional.empty();
    }
}
