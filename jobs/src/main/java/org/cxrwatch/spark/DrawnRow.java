package org.cxrwatch.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.multivariate.SampledRow;

/**
 * A row of a sample, on its way from a task to the driver.
 *
 * @param side of which side it was drawn
 * @param order its hash
 * @param predictionId tells rows of one hash apart
 * @param at tells rows of one image apart, microseconds since 1970
 * @param day since 1970
 * @param features with those that are computed
 */
record DrawnRow(String side, long order, String predictionId, long at, int day, Map<String, Double> features)
        implements Serializable {

    /** As they were drawn. */
    static final Comparator<DrawnRow> ORDER = Comparator.comparingLong(DrawnRow::order)
            .thenComparing(DrawnRow::predictionId)
            .thenComparingLong(DrawnRow::at);

    SampledRow sampled() {
        return new SampledRow(java.time.LocalDate.ofEpochDay(day), features);
    }

    /**
     * Reads the columns side, order, prediction_id, at, day, features, and those that are computed.
     *
     * @param computed reads the latter
     */
    record Reader(ComputedColumns.Reader computed) implements Function<InternalRow, DrawnRow> {

        private static final long serialVersionUID = 1L;

        private static final int SIDE = 0;
        private static final int ORDER = 1;
        private static final int PREDICTION_ID = 2;
        private static final int AT = 3;
        private static final int DAY = 4;
        private static final int FEATURES = 5;

        @Override
        public DrawnRow call(InternalRow row) {
            return new DrawnRow(
                    RowFields.text(row, SIDE),
                    row.getLong(ORDER),
                    RowFields.text(row, PREDICTION_ID),
                    row.getLong(AT),
                    row.getInt(DAY),
                    computed.features(row, RowFields.numbers(row, FEATURES)));
        }
    }
}
