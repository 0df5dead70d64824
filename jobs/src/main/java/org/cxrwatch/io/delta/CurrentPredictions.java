package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of table {@code prediction} that count: those that table {@code retraction} does not name. While nothing was
 * ever retracted there is no such table, and nothing is joined.
 */
public final class CurrentPredictions {

    /** The source of what people recorded for a test: it is no request of a patient's. */
    public static final String TEST_SOURCE = "manual";

    private static final Column COUNTS = col("source").notEqual(TEST_SOURCE);

    private final DeltaLake lake;

    /** Those of this lake. */
    public CurrentPredictions(DeltaLake lake) {
        this.lake = lake;
    }

    /** What counts now. */
    public Dataset<Row> now() {
        return known().where(COUNTS);
    }

    /** All that was not retracted, what people recorded for a test too. */
    public Dataset<Row> known() {
        return standing(lake.read(PredictionTable.TABLE), retractions());
    }

    /** What counted when this batch was in the lake and no later one. */
    public Dataset<Row> asOf(long batch) {
        return knownAsOf(batch).where(COUNTS);
    }

    /** What counted at an instant: what had arrived by then and was not retracted by then. */
    public Dataset<Row> knownBy(Instant asOf) {
        Column arrived = col("arrived_at").leq(lit(asOf));
        return standing(
                        lake.read(PredictionTable.TABLE).where(arrived),
                        retractions().map(rows -> rows.where(arrived)))
                .where(COUNTS);
    }

    /** All that was not retracted when this batch was in the lake and no later one. */
    Dataset<Row> knownAsOf(long batch) {
        Column through = col("batch").leq(batch);
        return standing(
                lake.read(PredictionTable.TABLE).where(through), retractions().map(rows -> rows.where(through)));
    }

    /**
     * The days of which a batch changed what was there before: those it retracted rows of, and those of the rows that
     * stand in their place. Bounded by the days of the lake.
     */
    public SortedSet<LocalDate> changedBy(long batch) {
        SortedSet<LocalDate> days = new TreeSet<>();
        retractions()
                .map(rows -> rows.where(col("batch").equalTo(batch)))
                .ifPresent(rows -> rows.select("day")
                        .unionAll(rows.select("replaced_on")
                                .where(col("replaced_on").isNotNull()))
                        .distinct()
                        .collectAsList()
                        .forEach(row -> days.add(row.getLocalDate(0))));
        return days;
    }

    private Optional<Dataset<Row>> retractions() {
        return lake.exists(RetractionTable.TABLE) ? Optional.of(lake.read(RetractionTable.TABLE)) : Optional.empty();
    }

    private static Dataset<Row> standing(Dataset<Row> predictions, Optional<Dataset<Row>> retractions) {
        return retractions
                .map(rows -> {
                    Dataset<Row> retracted = rows.select(
                            col("day").as("retracted_day"),
                            col("prediction_id").as("retracted_id"),
                            col("at").as("retracted_at"),
                            col("model_version").as("retracted_version"),
                            col("row_batch").as("retracted_batch"));
                    Column same = col("day")
                            .equalTo(col("retracted_day"))
                            .and(col("prediction_id").equalTo(col("retracted_id")))
                            .and(col("at").equalTo(col("retracted_at")))
                            .and(col("model_version").equalTo(col("retracted_version")))
                            .and(col("batch").equalTo(col("retracted_batch")));
                    return predictions.join(retracted, same, "left_anti");
                })
                .orElse(predictions);
    }
}
