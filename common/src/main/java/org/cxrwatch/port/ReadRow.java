package org.cxrwatch.port;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.schema.RowShape;

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
     * @param modelVersion of the prediction it was found with; empty if it came by itself
     */
    record OfLabel(long line, LabelEvent event, Optional<LocalDate> about, String modelVersion) implements ReadRow {

        /** One that came by itself. */
        public OfLabel(long line, LabelEvent event, Optional<LocalDate> about) {
            this(line, event, about, "");
        }
    }

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
     * @param modelVersion whose prediction it was to be; empty if that cannot be read
     */
    record OfReject(long line, Piece.Kind kind, RejectReason reason, String detail, String raw, String modelVersion)
            implements ReadRow {}

    /**
     * The end of a file.
     *
     * @param waitingBytes length of a half-written last line, which is read when the file has grown
     * @param ambiguousTimes how many local times occur twice, as clocks were set back; the earlier of each was taken
     * @param quarantine why the whole file was put aside; empty if it was not
     * @param shapes which columns its rows have, by model version
     */
    record OfFile(long waitingBytes, long ambiguousTimes, String quarantine, SortedMap<String, RowShape> shapes)
            implements ReadRow, Serializable {

        /** Copies the map. */
        public OfFile {
            shapes = Collections.unmodifiableSortedMap(new TreeMap<>(shapes));
        }

        /** Of rows whose columns nobody looked at. */
        public OfFile(long waitingBytes, long ambiguousTimes, String quarantine) {
            this(waitingBytes, ambiguousTimes, quarantine, new TreeMap<>());
        }

        /** Of one file that was read in two portions. */
        public OfFile plus(OfFile other) {
            TreeMap<String, RowShape> sum = new TreeMap<>(shapes);
            other.shapes.forEach((version, shape) -> sum.merge(version, shape, RowShape::plus));
            return new OfFile(
                    waitingBytes + other.waitingBytes,
                    ambiguousTimes + other.ambiguousTimes,
                    quarantine.isEmpty() ? other.quarantine : quarantine,
                    sum);
        }
    }
}
