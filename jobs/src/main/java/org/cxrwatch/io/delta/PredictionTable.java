package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.rint;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;

/** Table {@code prediction}: one row a request, as logged. */
public final class PredictionTable {

    /** Name, columns and partitions. */
    public static final LakeTable TABLE = LakeTable.named("prediction", "One row a logged request to the classifier")
            .with("batch", DataTypes.LongType, "Number of the batch that took the row")
            .with("day", DataTypes.DateType, "UTC day of at")
            .with("prediction_id", DataTypes.StringType, "Id of the image; the same image sent again keeps it")
            .with("at", DataTypes.TimestampType, "When it was predicted, to the millisecond")
            .with("model_version", DataTypes.StringType, "Version of the model that answered")
            .with("status", DataTypes.StringType, "success, error or timeout")
            .with("predicted_class", DataTypes.StringType, "The class; says nothing unless status is success")
            .with("confidence", DataTypes.DoubleType, "Probability of the predicted class, 0 to 1; 0 on failure")
            .with("positive_score", DataTypes.DoubleType, "Probability of the positive class, 0 to 1; 0 on failure")
            .withOptional("latency_seconds", DataTypes.DoubleType, "Processing time in seconds")
            .with(
                    "counted",
                    DataTypes.BooleanType,
                    "Whether metrics count it: the first successful answer of its prediction_id, day and model_version")
            .withOptional("image_hash", DataTypes.StringType, "Hash of the image")
            .withOptional("error_message", DataTypes.StringType, "Why it failed")
            .with(
                    "features",
                    DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                    "Image statistics by name; NaN and infinities as logged")
            .with(
                    "attributes",
                    DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false),
                    "Site, scanner and whatever else the metadata says, by name")
            .withArrival()
            .with("source", DataTypes.StringType, "Name of the source it was read from")
            .with("file", DataTypes.StringType, "File it was read from, relative to the source, or table")
            .with("line", DataTypes.LongType, "Line in that file, from 1; of a table, a number that tells rows apart")
            .with("row_id", DataTypes.StringType, "The source's own key of the row; empty for lines of files")
            .partitionedBy("day");

    /** Metrics count one row of each of these. */
    static final List<String> COUNTED_ONCE = List.of("prediction_id", "day", "model_version");

    /** One prediction keeps one row: these columns tell it from others. */
    static final List<String> IDENTITY = List.of("prediction_id", "model_version", "at");

    /** Files count milliseconds and databases seconds: the same latency may differ in its last bit. */
    private static final double MICROSECONDS = 1e6;

    private PredictionTable() {}

    /**
     * A row of the table.
     *
     * @param logged the request
     * @param rowId the source's own key of the row; empty for lines of files
     * @param counted whether metrics count it
     * @param source name of the source
     * @param origin where it came from
     */
    public record Entry(LoggedPrediction logged, String rowId, boolean counted, String source, Origin origin) {}

    /**
     * What two copies must agree in to be the same row: everything but where and when they were found; latencies to the
     * microsecond.
     */
    static List<Column> content() {
        return List.of(
                col("status"),
                col("predicted_class"),
                col("confidence"),
                col("positive_score"),
                rint(col("latency_seconds").multiply(MICROSECONDS)),
                col("image_hash"),
                col("error_message"),
                array_sort(map_entries(col("features"))),
                array_sort(map_entries(col("attributes"))));
    }

    /** Whether the request was answered. */
    static Column answered() {
        return col("status").equalTo(RequestStatus.SUCCESS.text());
    }

    /** The row of an entry. */
    public static Row toRow(Entry entry) {
        Prediction prediction = entry.logged().prediction();
        Origin origin = entry.origin();
        return RowFactory.create(
                origin.batch(),
                LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC),
                entry.logged().predictionId(),
                prediction.at(),
                prediction.modelVersion(),
                prediction.status().text(),
                prediction.answer().predictedClass(),
                prediction.answer().confidence(),
                prediction.answer().positiveScore(),
                RowValues.nullable(prediction.latency()),
                entry.counted(),
                RowValues.nullable(entry.logged().imageHash()),
                RowValues.nullable(entry.logged().errorMessage()),
                RowValues.map(prediction.features()),
                RowValues.map(prediction.attributes()),
                origin.arrival().on(),
                origin.arrival().at(),
                origin.arrival().basis().name(),
                entry.source(),
                origin.file(),
                origin.line(),
                entry.rowId());
    }

    /** The entry of a row that has the table's columns in their order. */
    public static Entry fromRow(Row row) {
        Prediction prediction = new Prediction(
                row.getString(4),
                row.getInstant(3),
                RequestStatus.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                RowValues.number(row, 9),
                new Prediction.Answer(row.getString(6), row.getDouble(7), row.getDouble(8)),
                row.getJavaMap(13),
                row.getJavaMap(14));
        LoggedPrediction logged =
                new LoggedPrediction(row.getString(2), prediction, RowValues.text(row, 11), RowValues.text(row, 12));
        Origin origin = new Origin(row.getLong(0), RowValues.arrival(row, 15), row.getString(19), row.getLong(20));
        return new Entry(logged, row.getString(21), row.getBoolean(10), row.getString(18), origin);
    }
}
