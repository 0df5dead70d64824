package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.cxrwatch.io.delta.Copies.Fate;

/**
 * Makes events of states: a row of a database does not say that its label changed, only which one it has now, or that
 * it has none. A state other than the last one known is a new event, so that a label that comes, goes and comes again
 * is three; the same state is a copy; no label where none was known is one, too. Two states of one row in one batch are
 * a conflict if they differ: a label is taken before none, of two labels the last by name.
 *
 * <p>What was known last is what arrived last. A new event therefore never arrives before the one it follows, whatever
 * the clock did: if it would, it arrives a microsecond after.
 *
 * <p>Cost: of table {@code label} six columns are read, of all days, as a label may change ever; only the rows of the
 * predictions concerned are shuffled. It grows with the labels of the lake, as finding changed rows grows with the
 * source.
 */
final class LabelStates {

    private static final List<String> IDENTITY = List.of("prediction_id", "row_at", "row_version", "source");
    private static final String KNOWN = "known";

    private LabelStates() {}

    /** Of rows of table {@code label} those that are states. */
    static Dataset<Row> among(Dataset<Row> labels) {
        return labels.where(col("row_at").isNotNull());
    }

    /** Of rows of table {@code label} those that are sayings: events as they are. */
    static Dataset<Row> sayingsAmong(Dataset<Row> labels) {
        return labels.where(col("row_at").isNull());
    }

    /** The incoming states, each with its fate, given the events of the lake, in the columns of a judged copy. */
    static Dataset<Row> judge(Dataset<Row> incoming, Dataset<Row> lake) {
        Dataset<Row> joined = incoming.join(known(incoming, lake), columns(), "left");
        WindowSpec ofRow = Window.partitionBy(identity())
                .orderBy(
                        col("actual_class").desc_nulls_last(),
                        col("arrived_at").asc(),
                        col("file").asc(),
                        col("line").asc());
        Column chosen = row_number().over(ofRow).equalTo(1);
        Column agrees = col("actual_class").eqNullSafe(first("actual_class").over(ofRow));
        Column isKnown = col("actual_class").eqNullSafe(known("actual_class"));
        return joined.withColumn(
                        Copies.FATE,
                        when(chosen.and(isKnown).or(chosen.unary_$bang().and(agrees)), Fate.DUPLICATE.name())
                                .when(chosen, Fate.TAKEN.name())
                                .otherwise(Fate.CONFLICTING.name()))
                .withColumn(Copies.KEPT_BATCH, first("batch").over(ofRow))
                .withColumn(Copies.KEPT_FILE, first("file").over(ofRow))
                .withColumn(Copies.KEPT_LINE, first("line").over(ofRow))
                .withColumn(Copies.STANDING, lit(false))
                .withColumn(Copies.CONTENT, lit(0L))
                .withColumn("arrived_at", afterKnown())
                .withColumn("arrived_on", to_date(col("arrived_at")))
                .drop(KNOWN);
    }

    /** The state of each row that arrived last. */
    private static Dataset<Row> known(Dataset<Row> incoming, Dataset<Row> lake) {
        Dataset<Row> ids = incoming.select("prediction_id").distinct();
        return among(lake)
                .join(ids, new String[] {"prediction_id"}, "left_semi")
                .groupBy(identity())
                .agg(max(struct(col("arrived_at"), col("batch"), col("actual_class")))
                        .as(KNOWN));
    }

    private static Column afterKnown() {
        Column next = known("arrived_at").plus(expr("interval 1 microsecond"));
        return coalesce(when(known("arrived_at").geq(col("arrived_at")), next), col("arrived_at"));
    }

    private static Column known(String name) {
        return col(KNOWN).getField(name);
    }

    private static String[] columns() {
        return IDENTITY.toArray(String[]::new);
    }

    private static Column[] identity() {
        return IDENTITY.stream().map(name -> col(name)).toArray(Column[]::new);
    }
}
