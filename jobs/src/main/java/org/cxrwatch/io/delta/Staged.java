package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.cxrwatch.io.delta.StagedRow.What;

/**
 * What was read of a batch, held where Spark has room until the batch is taken: each row in the column of its table,
 * and at the end of each task its counts, so that they are known without a look at the rows. Never stored.
 *
 * @param rows all of it
 */
record Staged(Dataset<Row> rows) implements AutoCloseable {

    private static final String WHAT = "what";
    private static final String FILE = "file";
    private static final String VERSION = "version";
    private static final String COUNTS = "counts";

    private static final StructType SCHEMA = new StructType()
            .add(WHAT, DataTypes.StringType)
            .add(FILE, DataTypes.StringType)
            .add(VERSION, DataTypes.StringType)
            .add(PredictionTable.TABLE.name(), PredictionTable.TABLE.schema())
            .add(LabelTable.TABLE.name(), LabelTable.TABLE.schema())
            .add(SystemMetricTable.TABLE.name(), SystemMetricTable.TABLE.schema())
            .add(RejectTable.TABLE.name(), RejectTable.TABLE.schema())
            .add(COUNTS, DataTypes.BinaryType);

    /** Holds rows that {@link #toRow} and {@link #countsRow} made, until this is closed. */
    static Staged hold(SparkSession session, JavaRDD<Row> rows) {
        return new Staged(session.createDataFrame(rows, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** A row that is not the end of a file. */
    static Row toRow(StagedRow row) {
        Object[] values = new Object[SCHEMA.size()];
        values[SCHEMA.fieldIndex(WHAT)] = row.what().name();
        values[SCHEMA.fieldIndex(FILE)] = row.file();
        values[SCHEMA.fieldIndex(VERSION)] = row.version();
        values[SCHEMA.fieldIndex(table(row.what()).name())] = row.content();
        return RowFactory.create(values);
    }

    /** What a task has counted. */
    static Row countsRow(StagedTallies counted) {
        Object[] values = new Object[SCHEMA.size()];
        values[SCHEMA.fieldIndex(COUNTS)] = counted.toBytes();
        return RowFactory.create(values);
    }

    private static LakeTable table(What what) {
        return switch (what) {
            case PREDICTION -> PredictionTable.TABLE;
            case LABEL -> LabelTable.TABLE;
            case SYSTEM -> SystemMetricTable.TABLE;
            case REJECTED_PREDICTION, REJECTED_LABEL, REJECTED_SYSTEM -> RejectTable.TABLE;
            case FILE -> throw new IllegalArgumentException("The end of a file is no row.");
        };
    }

    /**
     * What was read.
     *
     * @param tallies by kind, file and version
     * @param tasksOfADay how many tasks have read predictions of the same day, on average
     */
    record Counted(List<StagedTally> tallies, double tasksOfADay) {}

    /** Counts what is held. Bounded by seven tallies a file, version and task, and by a number. */
    Counted count() {
        StagedTallies all = new StagedTallies();
        Map<LocalDate, Integer> tasks = new HashMap<>();
        rows.where(col(COUNTS).isNotNull()).select(COUNTS).collectAsList().forEach(row -> {
            List<StagedTally> ofTask = StagedTallies.ofBytes((byte[]) row.get(0));
            ofTask.forEach(all::add);
            ofTask.stream()
                    .filter(tally -> tally.what() == What.PREDICTION)
                    .flatMap(tally -> tally.days().keySet().stream())
                    .distinct()
                    .forEach(day -> tasks.merge(day, 1, Integer::sum));
        });
        double tasksOfADay =
                tasks.values().stream().mapToInt(Integer::intValue).average().orElse(0);
        return new Counted(all.list(), tasksOfADay);
    }

    /** The rows of a kind, as its table has them. */
    Dataset<Row> of(What kind) {
        return rows.where(col(WHAT).equalTo(kind.name())).select(table(kind).name() + ".*");
    }

    /** The rows that cannot be used, as the reject table has them. */
    Dataset<Row> rejects() {
        return rows.where(col(RejectTable.TABLE.name()).isNotNull()).select(RejectTable.TABLE.name() + ".*");
    }

    /** Without what is not to be taken; holds nothing itself. */
    Staged without(Refusals refusals) {
        if (refusals.none()) {
            return this;
        }
        UDF3<String, String, String, Boolean> covers =
                (what, file, version) -> refusals.covers(What.valueOf(what), file, version);
        UserDefinedFunction refused = udf(covers, DataTypes.BooleanType);
        return new Staged(
                rows.where(col(WHAT).isNotNull()).where(not(refused.apply(col(WHAT), col(FILE), col(VERSION)))));
    }

    /** Lets go of the rows. */
    @Override
    public void close() {
        rows.unpersist();
    }
}
