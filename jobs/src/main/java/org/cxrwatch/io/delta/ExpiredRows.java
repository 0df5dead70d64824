package org.cxrwatch.io.delta;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/**
 * Puts rows aside that are of days which are gone: they were counted when they came first, and would be counted twice.
 * Nothing of what they say is kept again.
 *
 * <p>A label that names its row goes by that row's day. One that names an image only cannot be told: it is kept, and
 * reaches nothing.
 *
 * @param expired which days
 */
record ExpiredRows(Expired expired) {

    /** The row, or that it came too late. */
    ReadRow judged(ReadRow row, Arrival arrival) {
        if (row instanceof ReadRow.OfPrediction prediction) {
            LocalDate day = day(prediction.prediction().prediction().at());
            return judged(row, prediction.line(), Piece.Kind.PREDICTION, new Dated(Kept.PREDICTIONS, day));
        }
        if (row instanceof ReadRow.OfSystem system) {
            LocalDate day = day(system.sample().at());
            return judged(row, system.line(), Piece.Kind.SYSTEM, new Dated(Kept.SYSTEM_METRICS, day));
        }
        if (row instanceof ReadRow.OfLabel label) {
            Optional<LocalDate> ofRow =
                    label.event().row().map(LabelEvent.LabelledRow::at).map(ExpiredRows::day);
            Dated dated = ofRow.map(day -> new Dated(Kept.PREDICTIONS, day))
                    .filter(each -> expired.covers(each.kept(), each.day()))
                    .orElse(new Dated(Kept.LABELS, arrival.on()));
            return judged(row, label.line(), Piece.Kind.LABEL, dated);
        }
        return row;
    }

    /** The day by which a row expires. */
    private record Dated(Kept kept, LocalDate day) {}

    private ReadRow judged(ReadRow row, long line, Piece.Kind kind, Dated dated) {
        if (!expired.covers(dated.kept(), dated.day())) {
            return row;
        }
        String detail = "it is of " + dated.day() + ", and " + dated.kept().text() + " are kept from "
                + expired.firstKept(dated.kept()).orElseThrow() + " on: retention."
                + dated.kept().text();
        return new ReadRow.OfReject(line, kind, RejectReason.EXPIRED, detail, "", "");
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
