package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;

/**
 * Tells rows that were there before from new ones. Of rows with the same identity one is kept: the one in the lake;
 * else the first by content, so that the choice does not depend on who was read first; of equal content the first to
 * arrive.
 *
 * @param table where rows are kept
 * @param kind what rows are, in the reject table
 * @param identity columns that tell rows apart
 * @param content what copies must agree in; nothing, if the identity is all there is
 */
record Copies(LakeTable table, Piece.Kind kind, List<String> identity, List<Column> content) {

    static final String FATE = "fate";
    static final String STANDING = "standing";
    static final String CONTENT = "content";
    static final String KEPT_BATCH = "kept_batch";
    static final String KEPT_FILE = "kept_file";
    static final String KEPT_LINE = "kept_line";
    private static final int LONGEST_RAW = 2_000;

    /** Copies the lists. */
    Copies {
        identity = List.copyOf(identity);
        content = List.copyOf(content);
    }

    /** What becomes of a row. */
    enum Fate {
        /** It is new. */
        TAKEN,
        /** It takes the place of the same row as it was before, see {@link Corrections}. */
        CORRECTED,
        /** The same row was there. */
        DUPLICATE,
        /** Another row of its identity was there and says something else. */
        CONFLICTING
    }

    /**
     * How many rows of a file had this fate.
     *
     * @param kind what they are
     * @param file path in its source
     * @param fate what became of them
     * @param rows how many
     */
    record Tally(Piece.Kind kind, String file, Fate fate, long rows) {}

    static Copies ofPredictions() {
        return new Copies(
                PredictionTable.TABLE,
                Piece.Kind.PREDICTION,
                DayShares.within(PredictionTable.IDENTITY),
                PredictionTable.content());
    }

    static Copies ofLabels() {
        return new Copies(LabelTable.TABLE, Piece.Kind.LABEL, LabelTable.IDENTITY, List.of());
    }

    static Copies ofSystem() {
        return new Copies(
                SystemMetricTable.TABLE, Piece.Kind.SYSTEM, SystemMetricTable.IDENTITY, SystemMetricTable.content());
    }

    /** The incoming rows, each with its fate, given those of the lake that they may be copies of. */
    Dataset<Row> judge(Dataset<Row> incoming, Dataset<Row> lake) {
        return judge(incoming, lake, both -> both.repartition(col(identity.get(0))));
    }

    /** The same, where a shuffle has brought rows of the same identity together. */
    Dataset<Row> judge(Dataset<Row> incoming, Dataset<Row> lake, UnaryOperator<Dataset<Row>> shuffle) {
        List<Column> order = new ArrayList<>(List.of(col(STANDING).desc()));
        order.addAll(byContent());
        WindowSpec sameIdentity = Window.partitionBy(columns(identity)).orderBy(order.toArray(Column[]::new));
        return fates(shuffle.apply(together(incoming, lake)), sameIdentity, lit(Fate.TAKEN.name()));
    }

    /** Incoming rows and those of the lake, one below the other. */
    Dataset<Row> together(Dataset<Row> incoming, Dataset<Row> lake) {
        return incoming.withColumn(STANDING, lit(false))
                .unionByName(lake.withColumn(STANDING, lit(true)))
                .withColumn(CONTENT, hash());
    }

    /** The order in which new copies are preferred. */
    static List<Column> byContent() {
        return List.of(
                col(CONTENT).asc(),
                col("arrived_at").asc(),
                col("file").asc(),
                col("line").asc());
    }

    /**
     * Rows with their fates.
     *
     * @param both incoming rows and those of the lake
     * @param copies rows that are copies of each other, the one that is kept first
     * @param kept the fate of those that are kept
     */
    static Dataset<Row> fates(Dataset<Row> both, WindowSpec copies, Column kept) {
        return both.withColumn(
                        FATE,
                        when(row_number().over(copies).equalTo(1), kept)
                                .when(col(CONTENT).equalTo(first(CONTENT).over(copies)), Fate.DUPLICATE.name())
                                .otherwise(Fate.CONFLICTING.name()))
                .withColumn(KEPT_BATCH, first("batch").over(copies))
                .withColumn(KEPT_FILE, first("file").over(copies))
                .withColumn(KEPT_LINE, first("line").over(copies));
    }

    /** A number in which rows of other content differ (but one time in 2⁶⁴): quicker to sort by than the content. */
    private Column hash() {
        return content.isEmpty()
                ? lit(0L)
                : xxhash64(content.stream()
                        .flatMap(column -> Stream.of(column, column.isNull()))
                        .toArray(Column[]::new));
    }

    /** Marks, of the answers that are kept, those that metrics count; the ones in the lake stay as they are. */
    static Dataset<Row> countOnce(Dataset<Row> judged) {
        Column eligible = col(FATE).equalTo(Fate.TAKEN.name()).and(PredictionTable.answered());
        return countOnce(judged, eligible, when(col(STANDING), 0).otherwise(1));
    }

    /**
     * Marks, of the answers that are eligible, the one of each image, day and version that ranks first. Rows of one
     * identity are neighbours already, so that nothing has to be sorted again.
     */
    static Dataset<Row> countOnce(Dataset<Row> judged, Column eligible, Column rank) {
        Column place = struct(rank, col("at"), col(CONTENT), col("file"), col("line"));
        Column first = min(when(eligible, place))
                .over(Window.partitionBy(columns(DayShares.within(PredictionTable.COUNTED_ONCE))));
        return judged.withColumn("counted", eligible.and(place.equalTo(first)));
    }

    /** Incoming answers of which there is no copy, with their fate. */
    static Dataset<Row> withoutCopies(Dataset<Row> incoming) {
        return incoming.withColumn(STANDING, lit(false))
                .withColumn(FATE, lit(Fate.TAKEN.name()))
                .withColumn("counted", PredictionTable.answered());
    }

    /** Without the rows of the lake. */
    static Dataset<Row> incoming(Dataset<Row> judged) {
        return judged.where(col(STANDING).equalTo(false));
    }

    /** The new rows, as the table has them. */
    Dataset<Row> taken(Dataset<Row> judged) {
        return judged.where(col(FATE).equalTo(Fate.TAKEN.name())).select(columns(table.columns()));
    }

    /** The rows that contradict one that is kept, as the reject table has them. */
    Dataset<Row> conflicts(Dataset<Row> judged) {
        return incoming(judged)
                .where(col(FATE).equalTo(Fate.CONFLICTING.name()))
                .select(
                        col("batch"),
                        lit(kind.text()).as("kind"),
                        col("file"),
                        col("line"),
                        lit(RejectReason.CONFLICTING_COPY.name()).as("reason"),
                        format_string("kept: batch %s, %s line %s", col(KEPT_BATCH), col(KEPT_FILE), col(KEPT_LINE))
                                .as("detail"),
                        substring(to_json(struct(raw())), 1, LONGEST_RAW).as("raw"),
                        col("arrived_on"),
                        col("arrived_at"),
                        col("arrival_basis"));
    }

    /** Counts of incoming rows by file and fate. Bounded by four rows a file and kind. */
    Dataset<Row> tally(Dataset<Row> judged) {
        return incoming(judged)
                .groupBy(lit(kind.name()).as("kind"), col("file"), col(FATE))
                .agg(count(lit(1)));
    }

    static List<Tally> collect(Dataset<Row> tallies) {
        return tallies.collectAsList().stream()
                .map(row -> new Tally(
                        Piece.Kind.valueOf(row.getString(0)),
                        row.getString(1),
                        Fate.valueOf(row.getString(2)),
                        row.getLong(3)))
                .toList();
    }

    private Column[] raw() {
        List<String> bookkeeping =
                List.of("batch", "counted", "arrived_on", "arrived_at", "arrival_basis", "file", "line");
        return columns(table.columns().stream()
                .filter(column -> !bookkeeping.contains(column))
                .toList());
    }

    static Column[] columns(List<String> names) {
        return Stream.of(names.toArray(String[]::new)).map(name -> col(name)).toArray(Column[]::new);
    }
}
