package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;

/**
 * Predictions and label events one below the other, all of one prediction_id together: what labels are counted from.
 * The
 * columns that only the other kind has are null.
 */
final class LabelColumns {

    private static final int PREDICTION_ID = 0;
    private static final int BATCH = 1;
    private static final int ARRIVAL = 2;
    private static final int IS_EVENT = 5;
    private static final int MODEL_VERSION = 6;
    private static final int AT = 7;
    private static final int PREDICTED_CLASS = 8;
    private static final int CONFIDENCE = 9;
    private static final int POSITIVE_SCORE = 10;
    private static final int ATTRIBUTES = 11;
    private static final int ACTUAL_CLASS = 12;
    private static final int LABELLED_AT = 13;
    private static final int SOURCE = 14;
    private static final int ROW_AT = 15;
    private static final int ROW_VERSION = 16;
    private static final int APPLIED_TO = 17;
    private static final int SEEN_AT = 18;

    private static final Column[] SAYING = Stream.of(
                    "prediction_id",
                    "batch",
                    "arrived_on",
                    "arrived_at",
                    "arrival_basis",
                    "actual_class",
                    "labelled_at",
                    "source",
                    "row_at",
                    "row_version",
                    "applied_to",
                    "seen_at")
            .map(name -> col(name))
            .toArray(Column[]::new);

    private LabelColumns() {}

    /** Rows of table {@code label}. */
    static Dataset<Row> ofLabels(Dataset<Row> rows) {
        return rows.withColumn("applied_to", lit(null).cast("date"))
                .withColumn("seen_at", lit(null).cast("timestamp"))
                .select(SAYING);
    }

    /** Rows of table {@code applied_label}. */
    static Dataset<Row> ofApplied(Dataset<Row> rows) {
        return rows.withColumn("applied_to", col("day")).select(SAYING);
    }

    /** Predictions, and labels of either table, sorted by prediction_id. */
    static Dataset<Row> together(Dataset<Row> predictions, Dataset<Row> labels) {
        Dataset<Row> rows = predictions.select(
                col("prediction_id"),
                col("batch"),
                col("arrived_on"),
                col("arrived_at"),
                col("arrival_basis"),
                lit(false).as("is_event"),
                col("model_version"),
                col("at"),
                col("predicted_class"),
                col("confidence"),
                col("positive_score"),
                col("attributes"),
                lit(null).cast("string").as("actual_class"),
                lit(null).cast("timestamp").as("labelled_at"),
                lit(null).cast("string").as("source"),
                lit(null).cast("timestamp").as("row_at"),
                lit(null).cast("string").as("row_version"),
                lit(null).cast("date").as("applied_to"),
                lit(null).cast("timestamp").as("seen_at"));
        return rows.unionAll(events(labels)).repartition(col("prediction_id")).sortWithinPartitions("prediction_id");
    }

    private static Dataset<Row> events(Dataset<Row> labels) {
        return labels.select(
                col("prediction_id"),
                col("batch"),
                col("arrived_on"),
                col("arrived_at"),
                col("arrival_basis"),
                lit(true).as("is_event"),
                lit(null).cast("string").as("model_version"),
                lit(null).cast("timestamp").as("at"),
                lit(null).cast("string").as("predicted_class"),
                lit(null).cast("double").as("confidence"),
                lit(null).cast("double").as("positive_score"),
                lit(null).cast("map<string,string>").as("attributes"),
                col("actual_class"),
                col("labelled_at"),
                col("source"),
                col("row_at"),
                col("row_version"),
                col("applied_to"),
                col("seen_at"));
    }

    static String predictionId(InternalRow row) {
        return RowFields.text(row, PREDICTION_ID);
    }

    static long batch(InternalRow row) {
        return row.getLong(BATCH);
    }

    static boolean isEvent(InternalRow row) {
        return row.getBoolean(IS_EVENT);
    }

    static Arrival arrival(InternalRow row) {
        return RowFields.arrival(row, ARRIVAL);
    }

    /** A counted prediction, without what its labels do not need: latency and features. */
    static Prediction prediction(InternalRow row) {
        return new Prediction(
                RowFields.text(row, MODEL_VERSION),
                RowFields.instant(row, AT),
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer(
                        RowFields.text(row, PREDICTED_CLASS),
                        RowFields.numberOrNaN(row, CONFIDENCE),
                        RowFields.numberOrNaN(row, POSITIVE_SCORE)),
                Map.of(),
                RowFields.texts(row, ATTRIBUTES));
    }

    static LabelEvent event(InternalRow row) {
        Optional<Instant> labelledAt =
                row.isNullAt(LABELLED_AT) ? Optional.empty() : Optional.of(RowFields.instant(row, LABELLED_AT));
        return new LabelEvent(
                predictionId(row),
                RowFields.findText(row, ACTUAL_CLASS),
                labelledAt,
                RowFields.text(row, SOURCE),
                row.isNullAt(SEEN_AT) ? arrival(row) : Arrival.observed(RowFields.instant(row, SEEN_AT)),
                labelledRow(row));
    }

    /** The day that a label was applied to, if it was. */
    static Optional<LocalDate> appliedTo(InternalRow row) {
        return row.isNullAt(APPLIED_TO) ? Optional.empty() : Optional.of(RowFields.day(row, APPLIED_TO));
    }

    private static Optional<LabelEvent.LabelledRow> labelledRow(InternalRow row) {
        return row.isNullAt(ROW_AT)
                ? Optional.empty()
                : Optional.of(
                        new LabelEvent.LabelledRow(RowFields.instant(row, ROW_AT), RowFields.text(row, ROW_VERSION)));
    }
}
