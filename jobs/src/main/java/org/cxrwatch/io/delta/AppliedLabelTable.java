package org.cxrwatch.io.delta;

import org.apache.spark.sql.types.DataTypes;

/**
 * Table {@code applied_label}: labels that came too late, or too early, to reach their prediction, and were paired with
 * it because somebody asked for it. A row reaches the predictions of its day, whatever the horizon.
 */
public final class AppliedLabelTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "applied_label", "One row each label and day that were paired beyond the label horizon, on request")
            .with("batch", DataTypes.LongType, "Number of the batch that paired them")
            .with("day", DataTypes.DateType, "UTC day of the predictions it reaches")
            .with("prediction_id", DataTypes.StringType, "Id of the image")
            .withOptional("actual_class", DataTypes.StringType, "The class; null if the source withdraws its label")
            .withOptional("labelled_at", DataTypes.TimestampType, "When it was said, if the source tells")
            .with("source", DataTypes.StringType, "Who said it")
            .withArrival()
            .with("seen_at", DataTypes.TimestampType, "arrived_at of the row of table label")
            .withOptional("row_at", DataTypes.TimestampType, "The one row of the image it is about; null: every row")
            .withOptional("row_version", DataTypes.StringType, "Model version of that row; null: every row")
            .partitionedBy("day");

    private AppliedLabelTable() {}
}
