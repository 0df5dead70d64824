package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.cxrwatch.io.delta.AppliedLabelTable;
import org.cxrwatch.io.delta.CurrentPredictions;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.LabelOrphans;
import org.cxrwatch.summary.LabelRules;

/** The labels of the lake that reach no prediction. Finding them reads the ids of all labels and predictions. */
public final class LakeOrphans implements LabelOrphans {

    private static final String ROWS = "rows_of_image";
    private static final String WHY = "why";

    private final DeltaLake lake;
    private final LabelRules rules;

    /** Those of this lake, by the rules that its summariser goes by. */
    public LakeOrphans(DeltaLake lake, LabelRules rules) {
        this.lake = lake;
        this.rules = rules;
    }

    @Override
    public List<Count> count() {
        return orphans(lit(true))
                .groupBy(date_format(col("arrived_on"), "yyyy-MM").as("month"), col(WHY))
                .agg(functions.count(lit(1)))
                .orderBy("month", WHY)
                .collectAsList()
                .stream()
                .map(row -> new Count(YearMonth.parse(row.getString(0)), Why.valueOf(row.getString(1)), row.getLong(2)))
                .toList();
    }

    @Override
    public Taken take(Batch batch) {
        // Read twice: counted, and appended.
        Dataset<Row> late = orphans(col("batch").lt(batch.number()))
                .where(col(WHY).equalTo(Why.BEYOND_HORIZON.name()))
                .persist();
        try {
            long labels = late.count();
            if (labels > 0) {
                lake.append(AppliedLabelTable.TABLE, applied(late, batch), batch.number());
            }
            return new Taken(Map.of("labels_applied", labels), List.of());
        } finally {
            late.unpersist();
        }
    }

    private static Dataset<Row> applied(Dataset<Row> late, Batch batch) {
        Arrival arrival = Arrival.assumed(batch.plannedAt());
        Column days = array_distinct(
                transform(filter(col(ROWS), LakeOrphans::isMeantAndCounted), row -> row.getField("day")));
        return late.withColumn("day", explode(days))
                .withColumn("seen_at", col("arrived_at"))
                .withColumn("batch", lit(batch.number()))
                .withColumn("arrived_on", lit(arrival.on()))
                .withColumn("arrived_at", lit(arrival.at()))
                .withColumn("arrival_basis", lit(arrival.basis().name()))
                .select(AppliedLabelTable.TABLE.columns().stream()
                        .map(name -> col(name))
                        .toArray(Column[]::new));
    }

    /** Labels that reach no counted prediction and were not applied, with the reason and all rows of their image. */
    private Dataset<Row> orphans(Column batches) {
        Dataset<Row> labels = lake.read(LabelTable.TABLE).where(batches);
        Dataset<Row> ids = labels.select("prediction_id").distinct();
        Dataset<Row> rows = new CurrentPredictions(lake)
                .now()
                .where(batches)
                .join(ids, new String[] {"prediction_id"}, "left_semi")
                .groupBy(col("prediction_id").as("of"))
                .agg(collect_list(struct(col("day"), col("at"), col("model_version"), col("counted")))
                        .as(ROWS));
        Dataset<Row> found = labels.join(rows, col("prediction_id").equalTo(col("of")), "left")
                .withColumn(WHY, why())
                .where(col(WHY).isNotNull());
        return found.join(lake.read(AppliedLabelTable.TABLE).where(batches).as("done"), sameLabel(found), "left_anti");
    }

    private Column why() {
        Column near = exists(col(ROWS), row -> isMeantAndCounted(row).and(isNear(row)));
        Column counted = exists(col(ROWS), LakeOrphans::isMeantAndCounted);
        Column there = exists(col(ROWS), LakeOrphans::isMeant);
        return when(isTrue(near), lit(null))
                .when(isTrue(counted), Why.BEYOND_HORIZON.name())
                .when(isTrue(there), Why.NOT_COUNTED.name())
                .otherwise(Why.NO_PREDICTION.name());
    }

    private static Column isTrue(Column condition) {
        return coalesce(condition, lit(false));
    }

    private static Column isMeant(Column row) {
        return col("row_at")
                .isNull()
                .or(row.getField("at")
                        .equalTo(col("row_at"))
                        .and(row.getField("model_version").equalTo(col("row_version"))));
    }

    private static Column isMeantAndCounted(Column row) {
        return isMeant(row).and(row.getField("counted"));
    }

    private Column isNear(Column row) {
        return LabelSelection.loaded()
                .or(abs(datediff(row.getField("day"), col("arrived_on"))).leq(rules.horizonDays()));
    }

    private static Column sameLabel(Dataset<Row> found) {
        return found.col("prediction_id")
                .equalTo(col("done.prediction_id"))
                .and(found.col("source").equalTo(col("done.source")))
                .and(found.col("actual_class").eqNullSafe(col("done.actual_class")))
                .and(found.col("labelled_at").eqNullSafe(col("done.labelled_at")))
                .and(found.col("row_at").eqNullSafe(col("done.row_at")))
                .and(found.col("row_version").eqNullSafe(col("done.row_version")))
                .and(found.col("arrived_at").equalTo(col("done.seen_at")));
    }
}
