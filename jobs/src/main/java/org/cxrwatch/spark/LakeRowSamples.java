package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.summary.SummaryDefinition;

/** Draws from the lake's rows: one pass counts them, one draws those of the smallest hashes. */
public final class LakeRowSamples implements RowSamples {

    /** The side of the window; those of the baseline are its days. */
    private static final String WINDOW = "window";

    /** As {@link DrawnRow.Reader} reads them, and what else derived features may be computed of. */
    private static final List<String> COLUMNS = List.of(
            "side",
            "order",
            "prediction_id",
            "at",
            "day",
            "features",
            "model_version",
            "predicted_class",
            "confidence",
            "positive_score",
            "latency_seconds",
            "attributes");

    private final DeltaLake lake;
    private final SummaryDefinition definition;

    /** Draws rows of this lake, with the features of this definition. */
    public LakeRowSamples(DeltaLake lake, SummaryDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    @Override
    public Drawn draw(Query query) {
        Dataset<Row> rows = new CurrentPredictions(lake).knownBy(query.asOf()).where(col("counted"));
        Dataset<Row> window = rows.where(period(query.window())).withColumn("side", lit(WINDOW));
        Dataset<Row> baseline =
                rows.where(days(query.baseline())).withColumn("side", col("day").cast("string"));
        Map<String, Long> known = count(window.unionByName(baseline));
        Dataset<Row> drawn = smallest(window, query.window().limit(), query.seed())
                .unionByName(smallest(baseline, query.baseline().limitOfDay(), query.seed()));
        List<DrawnRow> read = read(drawn);
        return new Drawn(sample(read, known, Side.BASELINE), sample(read, known, Side.WINDOW));
    }

    private static Column period(Period period) {
        LocalDate firstDay = LocalDate.ofInstant(period.from(), ZoneOffset.UTC);
        LocalDate lastDay = LocalDate.ofInstant(period.to(), ZoneOffset.UTC);
        return col("model_version")
                .equalTo(period.modelVersion())
                .and(col("day").between(lit(firstDay), lit(lastDay)))
                .and(col("at").geq(lit(period.from())))
                .and(col("at").lt(lit(period.to())));
    }

    private static Column days(Days days) {
        return col("model_version")
                .equalTo(days.modelVersion())
                .and(col("day").isin(days.days().toArray()));
    }

    /** Bounded by the days of the baseline and one. */
    private static Map<String, Long> count(Dataset<Row> sides) {
        Map<String, Long> known = new HashMap<>();
        sides.groupBy("side").count().collectAsList().forEach(row -> known.put(row.getString(0), row.getLong(1)));
        return known;
    }

    private static Dataset<Row> smallest(Dataset<Row> rows, int limit, long seed) {
        Column order = xxhash64(lit(seed), col("prediction_id"), col("model_version"), col("at"));
        return rows.withColumn("order", order)
                .withColumn(
                        "place",
                        row_number()
                                .over(Window.partitionBy("side")
                                        .orderBy(col("order"), col("prediction_id"), col("at"))))
                .where(col("place").leq(limit))
                .select(COLUMNS.stream().map(functions::col).toArray(Column[]::new));
    }

    /** Bounded by the limit of the window and that of a day times the days. */
    private List<DrawnRow> read(Dataset<Row> drawn) {
        ComputedColumns computed = ComputedColumns.of(definition);
        return computed.addedTo(drawn)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(new DrawnRow.Reader(computed.reader(COLUMNS.size())))
                .collect();
    }

    private enum Side {
        WINDOW,
        BASELINE;

        boolean holds(String side) {
            return side.equals(LakeRowSamples.WINDOW) == (this == WINDOW);
        }
    }

    private static RowSample sample(List<DrawnRow> read, Map<String, Long> known, Side which) {
        Stream<DrawnRow> theirs = read.stream().filter(row -> which.holds(row.side()));
        return new RowSample(
                theirs.sorted(DrawnRow.ORDER).map(DrawnRow::sampled).toList(),
                known.entrySet().stream()
                        .filter(entry -> which.holds(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum());
    }
}
