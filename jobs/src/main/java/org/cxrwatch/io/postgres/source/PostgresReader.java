package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Optional<Reading> reading = Optional.empty();
        try {
            reading = Optional.of(reading(batch, connection));
            return reading.get();
        } catch (SQLException e) {
            throw server.failure(e);
        } finally {
            if (reading.isEmpty()) {
                close(connection);
            }
        }
    }

    private Reading reading(Batch batch, Connection connection) throws SQLException {
        Snapshots.begin(connection);
        ServerState state = ServerState.of(server, connection);
        XidWindow window = batch.plan().window().orElseThrow();
        boolean asPlanned = state.server().equals(window.server()) && state.oldest() >= window.to();
        TableLayout layout = new TableLayout(server, terms, connection);
        Map<Piece.Kind, TableLayout.Described> tables = new EnumMap<>(Piece.Kind.class);
        for (SourceTable table : SourceTable.ALL) {
            tables.put(table.kind(), layout.describe(table));
        }
        TableReader reader = new TableReader(
                server, terms, new TableReader.Rules(window, tables, state.blockSize(), Snapshots.export(connection)));
        // A window of a server that was set back since means nothing; the next one looks back over it.
        List<Portion> portions =
                asPlanned ? new Portions(batch, tables, state, terms.limits().batchBytes()).cut() : List.of();
        return new SnapshotReading(connection, portions, reader, terms.limits().connections());
    }

    /** The snapshot is gone with the connection, which is all that is wanted. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            assert e != null;
        }
    }

    private record SnapshotReading(Connection connection, List<Portion> portions, PortionReader reader, int most)
            implements Reading {

        @Override
        public void close() {
            PostgresReader.close(connection);
        }
    }
}
