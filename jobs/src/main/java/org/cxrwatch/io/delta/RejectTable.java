package org.cxrwatch.io.delta;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;

/** Table {@code reject}: one row each that could not be used, with why and where. */
public final class RejectTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named("reject", "One row each that could not be used, and why")
            .with("batch", DataTypes.LongType, "Number of the batch that read the row")
            .with("kind", DataTypes.StringType, "What the row was to be: prediction, label or system")
            .with("file", DataTypes.StringType, "File it was read from, relative to the source")
            .with("line", DataTypes.LongType, "Line in that file, from 1")
            .with("reason", DataTypes.StringType, "Why, as a code")
            .with("detail", DataTypes.StringType, "What exactly, without a patient's values")
            .with(
                    "raw",
                    DataTypes.StringType,
                    "The line, cut at 2,000 characters; of a conflicting copy, what was read from it")
            .withArrival()
            .partitionedBy("arrived_on");

    private RejectTable() {}

    /**
     * A row of the table.
     *
     * @param kind what the row was to be
     * @param reason why it could not be used
     * @param detail what exactly
     * @param raw the line, bounded
     * @param origin where it was found
     */
    public record Entry(Piece.Kind kind, RejectReason reason, String detail, String raw, Origin origin) {}

    /** The row of an entry. */
    public static Row toRow(Entry entry) {
        Origin origin = entry.origin();
        return RowFactory.create(
                origin.batch(),
                entry.kind().text(),
                origin.file(),
                origin.line(),
                entry.reason().name(),
                entry.detail(),
                entry.raw(),
                origin.arrival().on(),
                origin.arrival().at(),
                origin.arrival().basis().name());
    }

    /** Why a row of the table could not be used. */
    static RejectReason reason(Row row) {
        return RejectReason.valueOf(row.getString(4));
    }

    /** What exactly. */
    static String detail(Row row) {
        return row.getString(5);
    }

    /** The entry of a row that has the table's columns in their order. */
    public static Entry fromRow(Row row) {
        Origin origin = new Origin(row.getLong(0), RowValues.arrival(row, 7), row.getString(2), row.getLong(3));
        return new Entry(
                Piece.Kind.of(row.getString(1)),
                RejectReason.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                origin);
    }
}
