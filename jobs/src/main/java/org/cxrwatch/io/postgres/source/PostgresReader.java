package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.XidWindow;

/**
 * Reads the rows of a window, by several connections that all see one snapshot: what one of them sees, the others see
 * too, whatever is committed meanwhile.
 */
public final class PostgresReader implements RowReader {

    private static final long LARGEST_PORTION = 16L << 20;

    private final DatabaseServer server;
    private final SourceTerms terms;

    /** Reads this database so. */
    public PostgresReader(DatabaseServer server, SourceTerms terms) {
        this.server = server;
        this.terms = terms;
    }

    @Override
    public Reading open(Batch batch) {
        Connection connection = server.connect();
        try {
            return reading(batch, connection);
        } catch (SQLException e) {
            throw closing(connection, server.failure(e));
        } catch (RuntimeException e) {
            throw closing(connection, e);
        }
    }

    private Reading reading(Batch batch, Connection connection) throws SQLException {
        Snapshots.begin(connection);
        ServerState state = ServerState.of(server, connection);
        XidWindow window = batch.plan().window().orElseThrow();
        boolean asPlanned = state.server().equals(window.server()) && state.oldest() >= window.to();
        TableLayout layout = new TableLayout(server, terms.schema(), connection);
        Map<Piece.Kind, List<SourceTable.Column>> columns = new EnumMap<>(Piece.Kind.class);
        for (SourceTable table : SourceTable.ALL) {
            columns.put(table.kind(), layout.columns(table));
        }
        TableReader reader = new TableReader(
                server, terms, new TableReader.Rules(window, columns, state.blockSize(), Snapshots.export(connection)));
        // A window of a server that was set back since means nothing; the next one looks back over it.
        List<Portion> portions = asPlanned ? portions(batch, state) : List.of();
        return new SnapshotReading(connection, portions, reader, terms.limits().connections());
    }

    /** Pieces cut small enough to be read side by side, and to be paused between. */
    private List<Portion> portions(Batch batch, ServerState state) {
        boolean whole = !state.readsRanges()
                || (terms.xidColumn().isPresent()
                        && batch.plan().window().orElseThrow().mode() == XidWindow.Mode.CHANGES);
        long step = Math.max(1, LARGEST_PORTION / state.blockSize()) * state.blockSize();
        List<Portion> portions = new ArrayList<>();
        for (Piece piece : batch.pieces()) {
            Portion all = Portion.of(batch, piece);
            long from = piece.bytes().offset();
            do {
                long to = whole
                        ? piece.bytes().end()
                        : Math.min(from + step, piece.bytes().end());
                portions.add(new Portion(
                        all.path(),
                        all.kind(),
                        new Piece.Bytes(from, to - from, piece.bytes().whole()),
                        all.modified(),
                        all.arrival()));
                from = to;
            } while (from < piece.bytes().end());
        }
        return portions;
    }

    private static RuntimeException closing(Connection connection, RuntimeException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private record SnapshotReading(Connection connection, List<Portion> portions, PortionReader reader, int most)
            implements Reading {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                // The snapshot is gone with the connection, which is all that was wanted.
            }
        }
    }
}
