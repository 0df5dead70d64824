package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The images that are there more than once on a day, be it in a batch or in the lake. Only rows of these can be copies,
 * or answers that are not to be counted; the others, nearly all, need not be compared, sorted or moved.
 *
 * @param images numbers of these images; another image has one of them one time in 2⁶⁴, and is then compared in vain
 */
record Recurrence(Dataset<Row> images) {

    private static final String IMAGE = "recurring_image";

    /** So many numbers fit beside each task's work. */
    static final int MOST = 100_000;

    /**
     * Those of a batch, given the rows of the lake on its days.
     *
     * @return empty if more than {@code most} recur, so that all rows may as well be compared
     */
    static Optional<Recurrence> among(Dataset<Row> incoming, Dataset<Row> standing, int most) {
        Dataset<Row> images = numbered(incoming)
                .unionAll(numbered(standing))
                .groupBy("day", IMAGE)
                .agg(count(lit(1)).as("rows"))
                .where(col("rows").gt(1))
                .select(IMAGE)
                .distinct();
        List<Row> recurring = images.limit(most + 1).collectAsList();
        return recurring.size() > most
                ? Optional.empty()
                : Optional.of(new Recurrence(incoming.sparkSession().createDataFrame(recurring, images.schema())));
    }

    private static Dataset<Row> numbered(Dataset<Row> rows) {
        return rows.select(col("day"), number().as(IMAGE));
    }

    private static Column number() {
        return xxhash64(col("prediction_id"));
    }

    /** Of some rows those whose image recurs. */
    Dataset<Row> of(Dataset<Row> rows) {
        return joined(rows, "left_semi");
    }

    /** Of some rows those whose image does not. */
    Dataset<Row> without(Dataset<Row> rows) {
        return joined(rows, "left_anti");
    }

    private Dataset<Row> joined(Dataset<Row> rows, String how) {
        return rows.join(broadcast(images), number().equalTo(col(IMAGE)), how);
    }
}
