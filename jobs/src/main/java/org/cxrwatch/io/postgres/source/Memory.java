package org.cxrwatch.io.postgres.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.XidWindow;

/** Knows a database again by the newest rows that it had when it was last looked at. */
final class Memory {

    private static final long XIDS = 1L << 32;

    private final Query query;
    private final String schema;
    private final ServerState state;

    Memory(Query query, String schema, ServerState state) {
        this.query = query;
        this.schema = schema;
        this.state = state;
    }

    /** The same parts, with their newest rows where rows have a key. */
    List<TableLayout.Part> noting(List<TableLayout.Part> parts) throws SQLException {
        List<TableLayout.Part> noted = new ArrayList<>();
        for (TableLayout.Part part : parts) {
            noted.add(part.table().kind() == Kind.PREDICTION ? part.with(newest(part)) : part);
        }
        return noted;
    }

    private Optional<TableVersion.Newest> newest(TableLayout.Part part) throws SQLException {
        return query
                .list(
                        "newest",
                        query(part),
                        row -> new TableVersion.Newest(row.getLong("xid"), row.getString("id")),
                        part.lastPages(state.blockSize()),
                        state.next() % XIDS)
                .stream()
                .findFirst();
    }

    /** Parts whose newest row of last time is gone, or older than it was. */
    List<String> forgotten(List<TableLayout.Described> tables, Ledger.Taken taken) throws SQLException {
        Optional<XidWindow> window =
                taken.position().flatMap(batch -> batch.plan().window());
        List<String> forgotten = new ArrayList<>();
        for (TableLayout.Described table : tables) {
            for (TableLayout.Part part : table.parts()) {
                Optional<TableVersion.Newest> then = Optional.ofNullable(
                                taken.newest().get(part.name()))
                        .map((Piece piece) -> TableVersion.of(piece))
                        .flatMap(TableVersion::newest);
                if (window.isPresent() && then.isPresent() && !knows(query(part), then.get(), window.get())) {
                    forgotten.add(part.name());
                }
            }
        }
        return forgotten;
    }

    /**
     * Parts that were not there before, and hold rows that were written before the last window's end: a table that was
     * filled by itself, then attached.
     */
    List<String> attached(List<TableLayout.Part> parts, Ledger.Taken taken) throws SQLException {
        Optional<XidWindow> window =
                taken.position().flatMap(batch -> batch.plan().window());
        List<String> attached = new ArrayList<>();
        for (TableLayout.Part part : parts) {
            if (window.isPresent() && !taken.newest().containsKey(part.name()) && isOlder(part, window.get())) {
                attached.add(part.name());
            }
        }
        return attached;
    }

    private boolean isOlder(TableLayout.Part part, XidWindow window) throws SQLException {
        return query.list(
                        "older",
                        Map.of("table", Query.qualified(schema, part.name())),
                        row -> row.getBoolean("older"),
                        window.to() % XIDS,
                        state.next() - window.to())
                .get(0);
    }

    private Map<String, String> query(TableLayout.Part part) {
        return Map.of("table", Query.qualified(schema, part.name()));
    }

    private boolean knows(Map<String, String> names, TableVersion.Newest then, XidWindow window) throws SQLException {
        List<Long> shown = query.list("row_of", names, row -> row.getLong("xid"), then.id());
        return shown.contains(then.xid()) || shown.stream().anyMatch(xid -> isSince(window, xid));
    }

    /** Whether a transaction after the window's end may have shown so. */
    private boolean isSince(XidWindow window, long shown) {
        return Math.floorMod(shown - window.to(), XIDS) < state.next() - window.to();
    }
}
