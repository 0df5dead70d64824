package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Deals predictions out to tasks: all rows of a day and image to one, so that copies meet, and a day to as few as can
 * bear it, so that each writes one file of it and nothing is shuffled again.
 *
 * @param shares to how many tasks a day's rows are dealt out; at least one
 */
record DayShares(int shares) {

    /** A number in which images differ, but one time in 2⁶⁴: quicker to sort by than ids; no column of the table. */
    private static final String IMAGE = "image_number";

    /** Which share of its day a row belongs to; no column of the table, either. */
    private static final String SHARE = "share";

    /** So many rows a task sorts in seconds, and so many bytes are a file worth opening. */
    private static final long ROWS = 250_000;

    private static final long BYTES = 32L << 20;

    /** For rows of a batch, by day, that are compared with files of the lake, by day. */
    static DayShares of(Map<LocalDate, Long> rows, Map<LocalDate, Long> bytes) {
        return new DayShares(1 + (int) Math.max(most(rows) / ROWS, most(bytes) / BYTES));
    }

    /**
     * These columns of predictions, and before them those by which rows are dealt out and soonest told apart. Rows
     * that agree in the former agree in the latter.
     */
    static List<String> within(List<String> columns) {
        return Stream.concat(Stream.of("day", IMAGE, SHARE), columns.stream())
                .distinct()
                .toList();
    }

    private static long most(Map<LocalDate, Long> byDay) {
        return byDay.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The rows where they belong, each with its share. */
    Dataset<Row> deal(Dataset<Row> rows) {
        return rows.withColumn(IMAGE, xxhash64(col("prediction_id")))
                .withColumn(SHARE, pmod(col(IMAGE), lit((long) shares)))
                .repartition(col("day"), col(SHARE));
    }
}
