package org.cxrwatch.spark;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;

/** The columns of predictions that are counted, in the order in which the scan reads them. */
final class PredictionColumns {

    private static final List<String> NAMES = List.of(
            "model_version",
            "at",
            "status",
            "counted",
            "predicted_class",
            "confidence",
            "positive_score",
            "latency_seconds",
            "attributes",
            "features",
            "arrived_on",
            "arrived_at",
            "arrival_basis");

    private static final int MODEL_VERSION = 0;
    private static final int AT = 1;
    private static final int STATUS = 2;
    private static final int COUNTED = 3;
    private static final int PREDICTED_CLASS = 4;
    private static final int CONFIDENCE = 5;
    private static final int POSITIVE_SCORE = 6;
    private static final int LATENCY = 7;
    private static final int ATTRIBUTES = 8;
    private static final int FEATURES = 9;
    private static final int ARRIVAL = 10;

    private PredictionColumns() {}

    static Dataset<Row> of(Dataset<Row> predictions) {
        return predictions.select(NAMES.stream().map(functions::col).toArray(Column[]::new));
    }

    /** Where columns after these begin. */
    static int count() {
        return NAMES.size();
    }

    /** The prediction of a row, with the features that are computed of it. */
    static Prediction prediction(InternalRow row, ComputedColumns.Reader computed) {
        return new Prediction(
                RowFields.text(row, MODEL_VERSION),
                RowFields.instant(row, AT),
                RequestStatus.valueOf(RowFields.text(row, STATUS).toUpperCase(Locale.ROOT)),
                row.isNullAt(LATENCY) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(LATENCY)),
                new Prediction.Answer(
                        RowFields.findText(row, PREDICTED_CLASS).orElse(""),
                        RowFields.numberOrNaN(row, CONFIDENCE),
                        RowFields.numberOrNaN(row, POSITIVE_SCORE)),
                computed.features(row, RowFields.numbers(row, FEATURES)),
                RowFields.texts(row, ATTRIBUTES));
    }

    static Arrival arrival(InternalRow row) {
        return RowFields.arrival(row, ARRIVAL);
    }

    /** Whether the row is the one of its image and day that metrics count. */
    static boolean isCounted(InternalRow row) {
        return row.getBoolean(COUNTED);
    }
}
