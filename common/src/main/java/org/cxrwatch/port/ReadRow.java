package org.cxrwatch.port;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;

/** What was found in a file: a row of one of the kinds, a row that cannot be used, or, at its end, the file itself. */
public sealed interface ReadRow {

    /**
     * A request.
     *
     * @param line where, from 1
     * @param prediction what
     * @param rowId the source's own key of the row, if rows of it can change; empty if they cannot
     */
    record OfPrediction(long line, LoggedPrediction prediction, String rowId) implements ReadRow {}

    /**
     * A label.
     *
     * @param line where, from 1
     * @param event what
     * @param about the day it was given, or that of the prediction it was found with, if either is known
     */
    record OfLabel(long line, LabelEvent event, Optional<LocalDate> about) implements ReadRow {}

    /**
     * A sample of a host.
     *
     * @param line where, from 1
     * @param sample what
     */
    record OfSystem(long line, SystemSample sample) implements ReadRow {}

    /**
     * A row that cannot be used.
     *
     * @param line where, from 1
     * @param kind what it was to be
     * @param reason why not
     * @param detail what exactly, without a patient's values
     * @param raw the line, cut to a bounded length
     */
    record OfReject(long line, Piece.Kind kind, RejectReason reason, String detail, String raw) implements ReadRow {}

    /**
     * The end of a file.
     *
     * @param waitingBytes length of a half-written last line, which is read when the file has grown
     * @param ambiguousTimes how many local times occur twice, as clocks were set back; the earlier of each was taken
     * @param quarantine why the whole file was put aside; empty if it was not
     */
    record OfFile(long waitingBytes, long ambiguousTimes, String quarantine) implements ReadRow, Serializable {}
}
