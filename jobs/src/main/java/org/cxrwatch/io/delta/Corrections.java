package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.cxrwatch.io.delta.Copies.Fate;
import org.cxrwatch.io.delta.RetractionTable.Why;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.port.Batch;

/**
 * Tells which rows of a database correct rows of the lake: those of a known key that say something else, be it the
 * content or the image, time or version. The lake's row is retracted, and the corrected one takes its place from the
 * instant at which it had arrived. Rows that have no key, those of files, are compared by identity alone.
 *
 * <p>If a row that metrics counted is corrected, the corrected one is counted, as long as it is an answer of the same
 * image, day and version; else the next of them is: it is retracted, and stands again as counted.
 *
 * @param copies how predictions are compared
 * @param batch which batch corrects
 */
record Corrections(Copies copies, Batch batch) {

    private static final String SAYS = "says";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String REPLACES = "replaces";
    private static final String REPLACED = "replaced";
    private static final String WAS_COUNTED = "was_counted";
    private static final String NOW_COUNTED = "now_counted";

    /** The incoming rows, each with its fate, and the rows of the lake that no longer count. */
    Dataset<Row> judge(Dataset<Row> incoming, Dataset<Row> lake, DayShares shares) {
        Dataset<Row> both = shares.deal(marked(copies.together(incoming, lake)));
        List<Column> once = new ArrayList<>(List.of(Copies.columns(copies.identity())));
        once.add(col(REPLACED));
        List<Column> order = new ArrayList<>(
                List.of(col(Copies.STANDING).desc(), col(REPLACES).desc()));
        order.addAll(Copies.byContent());
        WindowSpec sameIdentity =
                Window.partitionBy(once.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new));
        Column kept = when(col(REPLACES), Fate.CORRECTED.name()).otherwise(Fate.TAKEN.name());
        return countOnce(Copies.fates(both, sameIdentity, kept))
                .where(not(col(Copies.STANDING)).or(col(REPLACED)).or(col(NOW_COUNTED)));
    }

    /** Which rows replace and which are replaced; rows without a key are spread by image. */
    private static Dataset<Row> marked(Dataset<Row> both) {
        Column keyed = col("row_id").notEqual("");
        Column standing = col(Copies.STANDING);
        WindowSpec sameRow = Window.partitionBy(col("source"), col("row_id"), when(not(keyed), col("prediction_id")));
        List<Column> says = new ArrayList<>(List.of(Copies.columns(PredictionTable.IDENTITY)));
        says.add(col(Copies.CONTENT));
        Column before = struct(Copies.columns(List.of(
                "arrived_at",
                "arrived_on",
                "arrival_basis",
                "counted",
                "prediction_id",
                "day",
                "model_version",
                SAYS)));
        return both.withColumn(SAYS, struct(says.toArray(Column[]::new)))
                .withColumn(BEFORE, min(when(standing, before)).over(sameRow))
                .withColumn(
                        AFTER,
                        max(when(not(standing), struct(col(SAYS), col("day")))).over(sameRow))
                .withColumn(REPLACES, keyed.and(not(standing)).and(saysOther(BEFORE)))
                .withColumn(REPLACED, keyed.and(standing).and(saysOther(AFTER)));
    }

    private static Column saysOther(String version) {
        return col(version).isNotNull().and(not(col(version + "." + SAYS).eqNullSafe(col(SAYS))));
    }

    private static Dataset<Row> countOnce(Dataset<Row> judged) {
        Column standing = col(Copies.STANDING);
        Column eligible = PredictionTable.answered().and(not(col(REPLACED))).and(standing.or(isKept()));
        Column inherits = col(REPLACES)
                .and(col(BEFORE + ".counted"))
                .and(PredictionTable.COUNTED_ONCE.stream()
                        .map(name -> col(BEFORE + "." + name).equalTo(col(name)))
                        .reduce(Column::and)
                        .orElseThrow());
        Column rank = when(standing.and(col("counted")), 0)
                .when(inherits, 1)
                .when(standing, 2)
                .otherwise(3);
        return Copies.countOnce(judged.withColumn(WAS_COUNTED, col("counted")), eligible, rank)
                .withColumn(NOW_COUNTED, standing.and(col("counted")).and(not(col(WAS_COUNTED))));
    }

    private static Column isKept() {
        return col(Copies.FATE).isin(Fate.TAKEN.name(), Fate.CORRECTED.name());
    }

    /** The rows to append, as the table has them: new ones, corrected ones, and those that are counted from now on. */
    Dataset<Row> taken(Dataset<Row> judged) {
        Dataset<Row> rows =
                judged.where(col(NOW_COUNTED).or(not(col(Copies.STANDING)).and(isKept())));
        Column corrected = col(Copies.FATE).equalTo(Fate.CORRECTED.name());
        Dataset<Row> arrived = rows.withColumn("batch", lit(batch.number()));
        for (String column : List.of("arrived_on", "arrived_at", "arrival_basis")) {
            arrived = arrived.withColumn(
                    column, when(corrected, col(BEFORE + "." + column)).otherwise(col(column)));
        }
        return arrived.select(Copies.columns(PredictionTable.TABLE.columns()));
    }

    /** The rows of the lake that no longer count, as the table of them has them. */
    Dataset<Row> retractions(Dataset<Row> judged) {
        Arrival arrival = Arrival.observed(batch.plannedAt());
        return judged.where(col(Copies.STANDING))
                .select(
                        lit(batch.number()).as("batch"),
                        col("day"),
                        col("prediction_id"),
                        col("at"),
                        col("model_version"),
                        col("batch").as("row_batch"),
                        col("source"),
                        col("file"),
                        col("row_id"),
                        when(col(REPLACED), Why.CORRECTED.name())
                                .otherwise(Why.NOW_COUNTED.name())
                                .as("reason"),
                        when(col(REPLACED), col(AFTER + ".day"))
                                .otherwise(col("day"))
                                .as("replaced_on"),
                        lit(arrival.on()).as("arrived_on"),
                        lit(arrival.at()).as("arrived_at"),
                        lit(arrival.basis().name()).as("arrival_basis"));
    }
}
