package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader.Portion;

/** What was read of a batch's files, before copies are recognised: one row a row of any kind, and one a file. Never stored. */
final class StagedRows {

    static final StructType SCHEMA = new StructType()
            .add("what", DataTypes.StringType, false)
            .add("read_from", DataTypes.StringType, false)
            .add("about", DataTypes.DateType, true)
            .add("waiting_bytes", DataTypes.LongType, false)
            .add("ambiguous_times", DataTypes.LongType, false)
            .add("quarantine", DataTypes.StringType, false)
            .add("prediction", PredictionTable.TABLE.schema(), true)
            .add("label", LabelTable.TABLE.schema(), true)
            .add("system", SystemMetricTable.TABLE.schema(), true)
            .add("reject", RejectTable.TABLE.schema(), true);

    private static final ReadRow.OfFile NO_FILE = new ReadRow.OfFile(0, 0, "");

    private StagedRows() {}

    /** What a staged row is. */
    enum What {
        PREDICTION,
        LABEL,
        SYSTEM,
        /** A row of a kind that cannot be used. */
        REJECTED_PREDICTION,
        REJECTED_LABEL,
        REJECTED_SYSTEM,
        FILE;

        /** A row of this kind that cannot be used. */
        What whenRejected() {
            return valueOf("REJECTED_" + name());
        }

        boolean rejected() {
            return this == REJECTED_PREDICTION || this == REJECTED_LABEL || this == REJECTED_SYSTEM;
        }
    }

    /**
     * How many rows of a kind a file has, and what is known of them.
     *
     * @param what which kind
     * @param file path in its source
     * @param rows how many
     * @param abouts the days they are about
     * @param datesMissing how many are about no day that is known
     * @param end of the file, if that is the kind
     */
    record Tally(What what, String file, long rows, Set<LocalDate> abouts, long datesMissing, ReadRow.OfFile end) {}

    /** Where rows go that are read in one batch from one source. */
    record Destination(long batch, String source) implements java.io.Serializable {}

    static Row toRow(ReadRow read, Portion portion, Destination to) {
        if (read instanceof ReadRow.OfPrediction row) {
            LocalDate day = LocalDate.ofInstant(row.prediction().prediction().at(), ZoneOffset.UTC);
            PredictionTable.Entry entry =
                    new PredictionTable.Entry(row.prediction(), 0, false, to.source(), origin(portion, to, row.line()));
            return row(What.PREDICTION, portion, day, PredictionTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfLabel row) {
            LabelTable.Entry entry = new LabelTable.Entry(row.event(), origin(portion, to, row.line()));
            return row(What.LABEL, portion, row.about().orElse(null), LabelTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfSystem row) {
            SystemSample sample = row.sample();
            SystemMetricTable.Entry entry = new SystemMetricTable.Entry(sample, origin(portion, to, row.line()));
            LocalDate day = LocalDate.ofInstant(sample.at(), ZoneOffset.UTC);
            return row(What.SYSTEM, portion, day, SystemMetricTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfReject row) {
            RejectTable.Entry entry = new RejectTable.Entry(
                    row.kind(), row.reason(), row.detail(), row.raw(), origin(portion, to, row.line()));
            return row(What.valueOf(row.kind().name()).whenRejected(), portion, null, RejectTable.toRow(entry));
        }
        ReadRow.OfFile end = (ReadRow.OfFile) read;
        return RowFactory.create(
                What.FILE.name(),
                portion.path(),
                null,
                end.waitingBytes(),
                end.ambiguousTimes(),
                end.quarantine(),
                null,
                null,
                null,
                null);
    }

    private static Row row(What what, Portion portion, LocalDate about, Row content) {
        return RowFactory.create(
                what.name(),
                portion.path(),
                about,
                NO_FILE.waitingBytes(),
                NO_FILE.ambiguousTimes(),
                NO_FILE.quarantine(),
                what == What.PREDICTION ? content : null,
                what == What.LABEL ? content : null,
                what == What.SYSTEM ? content : null,
                what.rejected() ? content : null);
    }

    private static Origin origin(Portion portion, Destination to, long line) {
        return new Origin(to.batch(), portion.arrival(), portion.path(), line);
    }

    static Dataset<Row> predictions(Dataset<Row> staged) {
        return staged.where(col("what").equalTo(What.PREDICTION.name())).select("prediction.*");
    }

    static Dataset<Row> labels(Dataset<Row> staged) {
        return staged.where(col("what").equalTo(What.LABEL.name())).select("label.*");
    }

    static Dataset<Row> system(Dataset<Row> staged) {
        return staged.where(col("what").equalTo(What.SYSTEM.name())).select("system.*");
    }

    static Dataset<Row> rejects(Dataset<Row> staged) {
        return staged.where(col("reject").isNotNull()).select("reject.*");
    }

    /** Counts by kind and file. Bounded by seven rows a file. */
    static List<Tally> tallies(Dataset<Row> staged) {
        List<Row> rows = staged.groupBy("what", "read_from")
                .agg(
                        count(lit(1)),
                        collect_set("about"),
                        count(lit(1)).minus(count(col("about"))),
                        sum("waiting_bytes"),
                        sum("ambiguous_times"),
                        max("quarantine"))
                .collectAsList();
        List<Tally> tallies = new ArrayList<>();
        for (Row row : rows) {
            tallies.add(new Tally(
                    What.valueOf(row.getString(0)),
                    row.getString(1),
                    row.getLong(2),
                    new TreeSet<>(row.getList(3)),
                    row.getLong(4),
                    new ReadRow.OfFile(row.getLong(5), row.getLong(6), row.getString(7))));
        }
        return tallies;
    }
}
