package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Piece;

/**
 * Rows that were put aside before. A file that grows is read again from its first line, and its broken lines are as
 * broken as they were: put aside and counted each time, a few of them would look like a writer that fails.
 *
 * <p>A row is the same if it stands on the same line of the same file, says the same, and was put aside for the same
 * reason: a line that was mended, or is broken otherwise now, is another. A path tells files of all sources apart: what
 * people record lies in folders whose names are used once, and no table bears a log's name.
 *
 * @param rows numbers of these rows; another row has one of them one time in 2⁶⁴
 */
record KnownRejects(Dataset<Row> rows) {

    private static final String ROW = "known_row";

    /**
     * How many rows that were read again had been put aside before.
     *
     * @param kind what they were to be
     * @param file path in its source
     * @param reason why they were put aside
     * @param rows how many
     */
    record Tally(Piece.Kind kind, String file, RejectReason reason, long rows) {

        /** Whether they could be read, and contradict a row that is kept. */
        boolean conflicting() {
            return reason == RejectReason.CONFLICTING_COPY;
        }
    }

    /** Those of these files that batches before this one put aside, and that have not expired. */
    static KnownRejects before(Batch batch, DeltaLake lake, Set<String> files) {
        return new KnownRejects(lake.read(RejectTable.TABLE)
                .where(col("batch").lt(batch.number()).and(col("file").isin(files.toArray())))
                .select(number().as(ROW))
                .distinct());
    }

    private static Column number() {
        return xxhash64(col("kind"), col("file"), col("line"), col("reason"), coalesce(col("raw"), lit("")));
    }

    /** Of some rows those that were not put aside before. */
    Dataset<Row> without(Dataset<Row> rejects) {
        return rejects.join(rows, number().equalTo(col(ROW)), "left_anti");
    }

    /** Counts, of some rows, those that were. Bounded by the reasons, for each file and kind. */
    List<Tally> tally(Dataset<Row> rejects) {
        return rejects
                .join(rows, number().equalTo(col(ROW)), "left_semi")
                .groupBy("kind", "file", "reason")
                .agg(count(lit(1)))
                .collectAsList()
                .stream()
                .map(row -> new Tally(
                        Piece.Kind.of(row.getString(0)),
                        row.getString(1),
                        RejectReason.valueOf(row.getString(2)),
                        row.getLong(3)))
                .toList();
    }
}
