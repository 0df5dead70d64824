package org.cxrwatch.job;

import java.util.List;
import java.util.function.Supplier;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.PossibleIds;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/**
 * Reads rows as another reader does, but puts those of erased ids aside with nothing in them: a source goes on holding
 * what the lake forgot, and brings it again when a file has grown or a row was changed.
 */
public final class ErasedAside implements RowReader {

    private final RowReader reader;
    private final Supplier<ErasedIds> erased;

    /** Reads what this reader reads, without what was erased when a batch is opened. */
    public ErasedAside(RowReader reader, Supplier<ErasedIds> erased) {
        this.reader = reader;
        this.erased = erased;
    }

    @Override
    public Reading open(Batch batch) {
        ErasedIds ids = erased.get();
        Reading reading = reader.open(batch);
        return ids.none() ? reading : new Aside(reading, ids);
    }

    private record Aside(Reading reading, ErasedIds ids) implements Reading {
        @Override
        public List<Portion> portions() {
            return reading.portions();
        }

        @Override
        public PortionReader reader() {
            PortionReader all = reading.reader();
            ErasedIds without = ids;
            return portion -> new RowsAside(all.read(portion), without);
        }

        @Override
        public int most() {
            return reading.most();
        }

        @Override
        public void close() {
            reading.close();
        }
    }

    private record RowsAside(Rows rows, ErasedIds ids) implements Rows {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public ReadRow next() {
            ReadRow row = rows.next();
            if (row instanceof ReadRow.OfPrediction of
                    && ids.hold(of.prediction().predictionId())) {
                return aside(of.line(), Piece.Kind.PREDICTION);
            }
            if (row instanceof ReadRow.OfLabel of && ids.hold(of.event().predictionId())) {
                return aside(of.line(), Piece.Kind.LABEL);
            }
            if (row instanceof ReadRow.OfReject of && names(of.raw())) {
                return aside(of.line(), of.kind());
            }
            return row;
        }

        /** Whether a line that could not be read may name an erased id. */
        private boolean names(String raw) {
            return PossibleIds.in(raw).stream().anyMatch(ids::hold);
        }

        @Override
        public void close() {
            rows.close();
        }

        private static ReadRow aside(long line, Piece.Kind kind) {
            return new ReadRow.OfReject(line, kind, RejectReason.ERASED, "its id was erased before", "", "");
        }
    }
}
