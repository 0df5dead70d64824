package org.cxrwatch.io.delta;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.port.SourceRows;

/** Table {@code tombstone}: predictions that their source no longer holds; they count until somebody says otherwise. */
public final class TombstoneTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named(
                    "tombstone", "A prediction that its source no longer holds; it counts until it is erased")
            .with("source_day", DataTypes.DateType, "Day of the prediction by the source's own clock")
            .with("model_version", DataTypes.StringType, "Version of the model that answered")
            .with("prediction_id", DataTypes.StringType, "Id of the image")
            .with("at", DataTypes.TimestampType, "When it was predicted")
            .with("source", DataTypes.StringType, "Name of the source that deleted it")
            .with("row_id", DataTypes.StringType, "The source's own key of the row")
            .with("noted_at", DataTypes.TimestampType, "When it was found missing")
            .partitionedBy("source_day");

    /** One note a prediction. */
    static final List<String> IDENTITY = List.of("model_version", "prediction_id", "at");

    private TombstoneTable() {}

    static Row toRow(SourceRows.OfDay of, SourceRows.Key key, SourceRows.Row row, Instant at) {
        return RowFactory.create(
                of.day(), of.modelVersion(), key.predictionId(), key.at(), row.source(), row.rowId(), at);
    }
}
