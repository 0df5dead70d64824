package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader.Portion;
import org.cxrwatch.retention.Expired;

/**
 * What was read of a batch's files, before copies are recognised: a row of any kind, or the end of a file.
 *
 * @param what which of these
 * @param file path in its source
 * @param version of the model that answered, or was to; empty if it is of none, or that cannot be read
 * @param about the day it is about, if one is known
 * @param content the row of its table; empty at the end of a file
 * @param end what is said at the end of a file; of other rows, nothing
 */
record StagedRow(What what, String file, String version, Optional<LocalDate> about, Row content, ReadRow.OfFile end) {

    private static final ReadRow.OfFile NOT_THE_END = new ReadRow.OfFile(0, 0, "");
    private static final Row NO_ROW = RowFactory.create();

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

    static StagedRow of(ReadRow read, Portion portion, Destination to) {
        if (read instanceof ReadRow.OfPrediction row) {
            LocalDate day = LocalDate.ofInstant(row.prediction().prediction().at(), ZoneOffset.UTC);
            Origin origin = origin(portion, to, row.line()).ofRowOn(day);
            PredictionTable.Entry entry =
                    new PredictionTable.Entry(row.prediction(), row.rowId(), false, to.source(), origin);
            String version = row.prediction().prediction().modelVersion();
            return row(What.PREDICTION, portion, version, Optional.of(day), PredictionTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfLabel row) {
            LabelTable.Entry entry = new LabelTable.Entry(row.event(), origin(portion, to, row.line()));
            return row(What.LABEL, portion, row.modelVersion(), row.about(), LabelTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfSystem row) {
            LocalDate day = LocalDate.ofInstant(row.sample().at(), ZoneOffset.UTC);
            Origin origin = origin(portion, to, row.line()).ofRowOn(day);
            SystemMetricTable.Entry entry = new SystemMetricTable.Entry(row.sample(), origin);
            return row(What.SYSTEM, portion, "", Optional.of(day), SystemMetricTable.toRow(entry));
        }
        if (read instanceof ReadRow.OfReject row) {
            RejectTable.Entry entry = new RejectTable.Entry(
                    row.kind(), row.reason(), row.detail(), row.raw(), origin(portion, to, row.line()));
            What what = What.valueOf(row.kind().name()).whenRejected();
            return row(what, portion, row.modelVersion(), Optional.empty(), RejectTable.toRow(entry));
        }
        return new StagedRow(What.FILE, portion.path(), "", Optional.empty(), NO_ROW, (ReadRow.OfFile) read);
    }

    private static StagedRow row(What what, Portion portion, String version, Optional<LocalDate> about, Row content) {
        return new StagedRow(what, portion.path(), version, about, content, NOT_THE_END);
    }

    private static Origin origin(Portion portion, Destination to, long line) {
        return new Origin(to.batch(), portion.arrival(), portion.path(), line);
    }
}
