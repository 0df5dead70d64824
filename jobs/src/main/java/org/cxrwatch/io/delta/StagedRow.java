package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader.Portion;
import org.cxrwatch.retention.Expired;

/**
 * What was read of a batch's files, before copies are recognised: a row of any kind, or the end of a file. Never
 * stored.
 *
 * @param what which of these
 * @param file path in its source
 * @param version of the model that answered, or was to; empty if it is of none, or that cannot be read
 * @param about the day it is about, if one is known
 * @param content the row of its table; empty at the end of a file
 * @param end what is said at the end of a file; of other rows, nothing
 */
record StagedRow(What what, String file, String version, List<LocalDate> about, Row content, ReadRow.OfFile end)
        implements Serializable {

    private static final ReadRow.OfFile NOT_THE_END = new ReadRow.OfFile(0, 0, "");
    private static final Row NO_ROW = RowFactory.create();

    /** Versions beyond that are garbage, and are counted as rows of no version, so that memory is bounded. */
    private static final int MOST_TALLIES = 20_000;

    /** What a staged row is. */
    enum What {
        /** A row of the kind of this name. */
        PREDICTION,
        LABEL,
        SYSTEM,
        /** One that cannot be used. */
        REJECTED_PREDICTION,
        REJECTED_LABEL,
        REJECTED_SYSTEM,
        /** The end of a file. */
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
     * Where rows go that are read in one batch from one source.
     *
     * @param batch its number
     * @param source its name
     * @param expired days whose rows do not come back
     */
    record Destination(long batch, String source, Expired expired) implements Serializable {}

    /**
     * How many rows of a kind and version a file has, and what is known of them.
     *
     * @param what which kind
     * @param file path in its source
     * @param version of the model; empty if none is known
     * @param rows how many
     * @param days the days they are about
     * @param undated how many are about no day that is known
     * @param states how many say which label a row of a database has now
     * @param reasons why rows cannot be used, if that is the kind
     * @param end of the file, if that is the kind
     */
    record Tally(
            What what,
            String file,
            String version,
            long rows,
            TreeSet<LocalDate> days,
            long undated,
            long states,
            Map<RejectReason, RejectCount> reasons,
            ReadRow.OfFile end)
            implements Serializable {

        private static Tally of(StagedRow row) {
            long undated = row.about.isEmpty() ? 1 : 0;
            long states = row.what == What.LABEL && LabelTable.isState(row.content) ? 1 : 0;
            Map<RejectReason, RejectCount> reasons = row.what.rejected()
                    ? Map.of(RejectTable.reason(row.content), new RejectCount(1, RejectTable.detail(row.content)))
                    : Map.of();
            return new Tally(
                    row.what, row.file, row.version, 1, new TreeSet<>(row.about), undated, states, reasons, row.end);
        }

        /** Adds to this one, which nobody else holds. */
        private Tally plus(Tally other) {
            days.addAll(other.days);
            return new Tally(
                    what,
                    file,
                    version,
                    rows + other.rows,
                    days,
                    undated + other.undated,
                    states + other.states,
                    RejectCount.plus(reasons, other.reasons),
                    what == What.FILE ? end.plus(other.end) : end);
        }

        private Tally ofNoVersion() {
            return new Tally(what, file, "", rows, days, undated, states, reasons, end);
        }
    }

    static StagedRow of(ReadRow read, Portion portion, Destination to) {
        if (read instanceof ReadRow.OfPrediction row) {
            LocalDate day = LocalDate.ofInstant(row.prediction().prediction().at(), ZoneOffset.UTC);
            Origin origin = origin(portion, to, row.line()).ofRowOn(day);
            PredictionTable.Entry entry =
                    new PredictionTable.Entry(row.prediction(), row.rowId(), false, to.source(), origin);
            String version = row.prediction().prediction().modelVersion();
            return row(What.PREDICTION, portion, version, List.of(day), PredictionTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfLabel row) {
            LabelTable.Entry entry = new LabelTable.Entry(row.event(), origin(portion, to, row.line()));
            List<LocalDate> about = row.about().stream().toList();
            return row(What.LABEL, portion, row.modelVersion(), about, LabelTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfSystem row) {
            LocalDate day = LocalDate.ofInstant(row.sample().at(), ZoneOffset.UTC);
            Origin origin = origin(portion, to, row.line()).ofRowOn(day);
            SystemMetricTable.Entry entry = new SystemMetricTable.Entry(row.sample(), origin);
            return row(What.SYSTEM, portion, "", List.of(day), SystemMetricTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfReject row) {
            RejectTable.Entry entry = new RejectTable.Entry(
                    row.kind(), row.reason(), row.detail(), row.raw(), origin(portion, to, row.line()));
            What what = What.valueOf(row.kind().name()).whenRejected();
            return row(what, portion, row.modelVersion(), List.of(), RejectTable.toRow(entry));
        }
        return new StagedRow(What.FILE, portion.path(), "", List.of(), NO_ROW, (ReadRow.OfFile) read);
    }

    private static StagedRow row(What what, Portion portion, String version, List<LocalDate> about, Row content) {
        return new StagedRow(what, portion.path(), version, about, content, NOT_THE_END);
    }

    private static Origin origin(Portion portion, Destination to, long line) {
        return new Origin(to.batch(), portion.arrival(), portion.path(), line);
    }

    /** The rows of a kind, as its table has them. */
    static Dataset<Row> rows(SparkSession session, JavaRDD<StagedRow> staged, What what, LakeTable table) {
        return session.createDataFrame(staged.filter(row -> row.what == what).map(StagedRow::content), table.schema());
    }

    /** The rows that cannot be used, as the reject table has them. */
    static Dataset<Row> rejects(SparkSession session, JavaRDD<StagedRow> staged) {
        return session.createDataFrame(
                staged.filter(row -> row.what.rejected()).map(StagedRow::content), RejectTable.TABLE.schema());
    }

    /** Counts by kind, file and version. Bounded by seven tallies a file, version and task, and by a number. */
    static List<Tally> tallies(JavaRDD<StagedRow> staged) {
        List<Tally> parts = staged.mapPartitions(rows -> {
                    TreeMap<String, Tally> counted = new TreeMap<>();
                    while (rows.hasNext()) {
                        count(counted, Tally.of(rows.next()));
                    }
                    return counted.values().iterator();
                })
                .collect();
        TreeMap<String, Tally> all = new TreeMap<>();
        parts.forEach(part -> count(all, part));
        return List.copyOf(all.values());
    }

    private static void count(Map<String, Tally> counted, Tally tally) {
        String key = tally.what + " " + tally.file + "\0" + tally.version;
        if (counted.size() < MOST_TALLIES || counted.containsKey(key)) {
            counted.merge(key, tally, Tally::plus);
        } else {
            counted.merge(tally.what + " " + tally.file + "\0", tally.ofNoVersion(), Tally::plus);
        }
    }
}
