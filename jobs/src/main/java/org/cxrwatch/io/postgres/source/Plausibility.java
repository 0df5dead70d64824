package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.schema.Magnitudes.Looked;
import org.cxrwatch.schema.Unit;

/**
 * Looks at some of the newest answers for durations in another {@link Unit} and confidence in per cent, before anything
 * is read: what files bring is looked at row by row instead, as it is read.
 */
final class Plausibility {

    private final DatabaseServer server;
    private final SourceTerms terms;
    private final Connection connection;

    Plausibility(DatabaseServer server, SourceTerms terms, Connection connection) {
        this.server = server;
        this.terms = terms;
        this.connection = connection;
    }

    /** Refuses values that are counted in another unit than configured. */
    void check(ServerState state, List<TableLayout.Part> parts) throws SQLException {
        for (TableLayout.Part part : parts) {
            if (part.table().kind() == Kind.PREDICTION) {
                check(part, part.lastPages(state.blockSize()));
            }
        }
    }

    private void check(TableLayout.Part part, String lastPages) throws SQLException {
        Looked looked = new Query(connection)
                .list(
                        "plausible",
                        Map.of("table", Query.qualified(terms.schema(), part.name())),
                        row -> new Looked(
                                row.getLong("rows"), row.getDouble("processing_time"), row.getDouble("beyond_one")),
                        lastPages)
                .get(0);
        Optional<String> other = Unit.valueOf(terms.processingTime().name()).other(looked);
        if (other.isPresent()) {
            throw otherUnit(part, looked, other.get());
        }
        if (Unit.SHARE.other(looked).isPresent()) {
            throw new DataException(
                    "Most of the newest confidences in table " + part.name() + " of the source database " + server
                            + " are above 1: they look like per cent",
                    "Have the service write probabilities from 0 to 1, as its other logs do; nothing was read");
        }
    }

    private DataException otherUnit(TableLayout.Part part, Looked looked, String unit) {
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "The median of processing_time over the newest answers in table %s of the source database %s is"
                                + " %.3g: it looks like %s, and sources.postgres.processing-time says %s",
                        part.name(),
                        server,
                        looked.median(),
                        unit,
                        terms.processingTime().name().toLowerCase(Locale.ROOT)),
                "Set sources.postgres.processing-time = " + unit
                        + " if that is what the service writes; nothing was read");
    }
}
