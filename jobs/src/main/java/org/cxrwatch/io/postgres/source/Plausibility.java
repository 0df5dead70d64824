package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.Piece.Kind;

/**
 * Looks at some of the newest answers for the two mistakes that turn every number of a monitor into nonsense: durations
 * in another unit and confidence in per cent.
 */
final class Plausibility {

    /** An answer of a classifier that took so long in the median was counted in milliseconds: nobody waits for it. */
    private static final double LONGEST_SECONDS = 20;

    /** An answer that took less was counted in seconds. */
    private static final double SHORTEST_MILLISECONDS = 1;

    private static final int LEAST_ROWS = 10;

    private final DatabaseServer server;
    private final SourceTerms terms;
    private final Connection connection;

    Plausibility(DatabaseServer server, SourceTerms terms, Connection connection) {
        this.server = server;
        this.terms = terms;
        this.connection = connection;
    }

    private record Looked(long rows, double processingTime, double beyondOne) {}

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
        if (looked.rows() < LEAST_ROWS) {
            return;
        }
        boolean seconds = terms.processingTime() == SourceTerms.Unit.SECONDS;
        if (seconds && looked.processingTime() > LONGEST_SECONDS) {
            throw otherUnit(part, looked, "milliseconds");
        }
        if (!seconds && looked.processingTime() < SHORTEST_MILLISECONDS) {
            throw otherUnit(part, looked, "seconds");
        }
        if (looked.beyondOne() > 0.5) {
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
                        looked.processingTime(),
                        unit,
                        terms.processingTime().name().toLowerCase(Locale.ROOT)),
                "Set sources.postgres.processing-time = " + unit
                        + " if that is what the service writes; nothing was read");
    }
}
