package org.cxrwatch.io.postgres.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader.Portion;
import org.cxrwatch.port.XidWindow;

/**
 * A batch's tables, cut small enough to be read side by side, and to be paused between.
 *
 * @param batch what was planned
 * @param tables as they are now
 * @param state of the server now
 * @param batchBytes no portion is larger than a batch of a first load
 */
record Portions(Batch batch, Map<Piece.Kind, TableLayout.Described> tables, ServerState state, long batchBytes) {

    private static final long LARGEST = 16L << 20;

    List<Portion> cut() {
        if (window().mode() == XidWindow.Mode.CHANGES && window().from() == window().to()) {
            return List.of();
        }
        List<Portion> portions = new ArrayList<>();
        for (Piece piece : batch.pieces()) {
            // A part that was dropped since has no rows to read.
            part(piece).ifPresent(part -> portions.addAll(cut(Portion.of(batch, piece), bytes(piece, part))));
        }
        return portions;
    }

    private Optional<TableLayout.Part> part(Piece piece) {
        return tables.get(piece.kind()).parts().stream()
                .filter(part -> part.name().equals(piece.path()))
                .findFirst();
    }

    /** A first load reads the bytes it planned; else all there are now, as a table may have been written anew since. */
    private Piece.Bytes bytes(Piece piece, TableLayout.Part part) {
        return window().mode() == XidWindow.Mode.LOAD ? piece.bytes() : Piece.Bytes.all(part.bytes());
    }

    private XidWindow window() {
        return batch.plan().window().orElseThrow();
    }

    private List<Portion> cut(Portion all, Piece.Bytes bytes) {
        boolean byColumn = window().mode() == XidWindow.Mode.CHANGES
                && tables.get(all.kind()).tells() == TableLayout.TellsTransaction.BY_COLUMN;
        long step = byColumn || !state.readsRanges()
                ? Math.max(1, bytes.size())
                : Math.max(1, Math.min(LARGEST, batchBytes) / state.blockSize()) * state.blockSize();
        List<Portion> portions = new ArrayList<>();
        for (long from = bytes.offset(); from < bytes.end() || portions.isEmpty(); from += step) {
            Piece.Bytes some = new Piece.Bytes(from, Math.min(step, bytes.end() - from), bytes.whole());
            portions.add(new Portion(all.path(), all.kind(), some, all.version(), all.modified(), all.arrival()));
        }
        return portions;
    }
}
