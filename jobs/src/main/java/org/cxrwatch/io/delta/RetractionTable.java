package org.cxrwatch.io.delta;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.ArrivalBasis;

/**
 * Table {@code retraction}: one row each of table {@code prediction} that no longer counts. A correction
 * rewrites nothing there (only {@link DeltaErasure} and retention take rows out): what a reader may count is told by
 * {@link CurrentPredictions}.
 *
 * <p>Its folders are days on which rows were retracted, so that a correction adds one file, whatever days it is about.
 */
public final class RetractionTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "retraction", "One row each of table prediction that no longer counts, and why")
            .with("batch", DataTypes.LongType, "Number of the batch that retracted the row")
            .with("day", DataTypes.DateType, "Day of the row")
            .with("prediction_id", DataTypes.StringType, "Its prediction_id")
            .with("at", DataTypes.TimestampType, "Its at")
            .with("model_version", DataTypes.StringType, "Its model_version")
            .with("row_batch", DataTypes.LongType, "Number of the batch that took it")
            .with("source", DataTypes.StringType, "Name of the source it was read from")
            .with("file", DataTypes.StringType, "File or table it was read from")
            .with("row_id", DataTypes.StringType, "The source's own key of the row; empty for lines of files")
            .with("reason", DataTypes.StringType, "Why: CORRECTED, NOW_COUNTED")
            .withOptional("replaced_on", DataTypes.DateType, "Day of the row that stands in its place, if one does")
            .withArrival()
            .partitionedBy("arrived_on");

    private RetractionTable() {}

    /** Why a row no longer counts. */
    public enum Why {
        /** The source changed it: another row stands in its place. */
        CORRECTED,
        /** It stands again, as the one of its image and day that metrics count: the one before it was corrected. */
        NOW_COUNTED
    }

    /**
     * A row of the table.
     *
     * @param row which row of table prediction
     * @param why why it no longer counts
     * @param replacedOn day of the row in its place, if there is one
     * @param batch which batch retracted it
     * @param at from when it no longer counts
     */
    public record Entry(Retracted row, Why why, Optional<LocalDate> replacedOn, long batch, Instant at) {}

    /**
     * What tells one version of a row of table prediction from all other rows.
     *
     * @param batch which batch took it
     * @param predictionId id of the image
     * @param at when it was predicted
     * @param modelVersion who answered
     * @param source name of its source
     * @param file where it was read
     * @param rowId the source's own key of it; empty for lines of files
     */
    public record Retracted(
            long batch,
            String predictionId,
            Instant at,
            String modelVersion,
            String source,
            String file,
            String rowId) {}

    /** The row of an entry. */
    public static Row toRow(Entry entry) {
        Retracted row = entry.row();
        return RowFactory.create(
                entry.batch(),
                LocalDate.ofInstant(row.at(), ZoneOffset.UTC),
                row.predictionId(),
                row.at(),
                row.modelVersion(),
                row.batch(),
                row.source(),
                row.file(),
                row.rowId(),
                entry.why().name(),
                RowValues.nullable(entry.replacedOn()),
                LocalDate.ofInstant(entry.at(), ZoneOffset.UTC),
                entry.at(),
                ArrivalBasis.OBSERVED.name());
    }

    /** The entry of a row that has the table's columns in their order. */
    public static Entry fromRow(Row row) {
        Retracted retracted = new Retracted(
                row.getLong(5),
                row.getString(2),
                row.getInstant(3),
                row.getString(4),
                row.getString(6),
                row.getString(7),
                row.getString(8));
        Optional<LocalDate> replacedOn = row.isNullAt(10) ? Optional.empty() : Optional.of(row.getLocalDate(10));
        return new Entry(
                retracted,
                Why.valueOf(row.getString(9)),
                replacedOn,
                row.getLong(0),
                RowValues.arrival(row, 11).at());
    }
}
