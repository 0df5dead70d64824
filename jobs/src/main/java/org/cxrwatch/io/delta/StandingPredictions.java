package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.XidWindow;

/**
 * The rows of the lake, as it was before a batch, that the batch's predictions may be copies or corrections of.
 *
 * <p>Copies lie on the days of the rows themselves, and nothing else is read for files. A row of a database may have
 * lain on another day, or under another image, before it was corrected. To find it, the keys of the rows of {@value
 * #MOVED_DAYS} days before and after are looked up: four of the table's columns, of which Parquet reads no others; a
 * first load has none to find. Usually none is found, and then only the lake's rows of the batch's images are compared.
 *
 * @param lake where
 * @param batch before which
 */
record StandingPredictions(DeltaLake lake, Batch batch) {

    /** A timestamp that is corrected by more days makes a second row. */
    private static final int MOVED_DAYS = 120;

    /** Beyond so many days a range is asked for instead of a list. */
    private static final int MOST_DAYS_LISTED = 400;

    /** Keys of so many rows fit beside each task's work. */
    private static final long MOST_ROWS_HANDED_ON = 500_000;

    /** Rows on these days. */
    Dataset<Row> on(NavigableSet<LocalDate> days) {
        return new CurrentPredictions(lake).knownAsOf(batch.number() - 1).where(onDays(days));
    }

    /** Rows that those of a database, which are about these days, may be copies or corrections of. */
    Dataset<Row> of(Dataset<Row> incoming, NavigableSet<LocalDate> days, long rows) {
        if (batch.plan().window().orElseThrow().mode() == XidWindow.Mode.LOAD) {
            return on(days);
        }
        NavigableSet<LocalDate> left = leftDays(incoming, days, rows);
        if (left.isEmpty()) {
            Dataset<Row> images = incoming.select(col("prediction_id").as("image"));
            return on(days).join(handedOn(images, rows), col("prediction_id").equalTo(col("image")), "left_semi");
        }
        left.addAll(days);
        return on(left);
    }

    /** The days of rows that were elsewhere: on a day not listed, or of another image. Bounded by the days searched. */
    private NavigableSet<LocalDate> leftDays(Dataset<Row> incoming, NavigableSet<LocalDate> days, long rows) {
        Dataset<Row> keys = incoming.select(
                        col("row_id").as("key"), col("prediction_id").as("image"))
                .where(col("key").notEqual(""));
        Dataset<Row> known = lake.read(PredictionTable.TABLE)
                .where(col("day")
                        .between(
                                lit(days.first().minusDays(MOVED_DAYS)),
                                lit(days.last().plusDays(MOVED_DAYS)))
                        .and(col("batch").lt(batch.number()))
                        .and(col("source").equalTo(batch.source())))
                .select("row_id", "prediction_id", "day");
        Column elsewhere = not(onDays(days)).or(col("prediction_id").notEqual(col("image")));
        NavigableSet<LocalDate> left = new TreeSet<>();
        known.join(handedOn(keys, rows), col("row_id").equalTo(col("key")))
                .where(elsewhere)
                .select("day")
                .distinct()
                .collectAsList()
                .forEach(row -> left.add(row.getLocalDate(0)));
        return left;
    }

    private static Dataset<Row> handedOn(Dataset<Row> keys, long rows) {
        return rows <= MOST_ROWS_HANDED_ON ? broadcast(keys) : keys;
    }

    static Column onDays(NavigableSet<LocalDate> days) {
        return days.size() > MOST_DAYS_LISTED
                ? col("day").between(days.first(), days.last())
                : col("day").isin(days.toArray());
    }
}
