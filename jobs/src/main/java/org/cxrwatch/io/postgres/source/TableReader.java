package org.cxrwatch.io.postgres.source;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.LogShape;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.XidWindow;

/** Opens portions of tables in a snapshot, each by a connection of its own. */
final class TableReader implements RowReader.PortionReader {

    private static final long serialVersionUID = 1L;

    private final DatabaseServer server;
    private final String schema;
    private final String xidColumn;
    private final ReadingRules readingRules;
    private final LogShape shape;
    private final long bytesPerSecond;
    private final XidRange range;
    private final EnumMap<Piece.Kind, List<SourceTable.Column>> columns;
    private final EnumSet<Piece.Kind> byColumn;
    private final TreeMap<String, String> files;
    private final long blockSize;
    private final String snapshot;

    /**
     * What is read of every portion.
     *
     * @param window which rows
     * @param tables as they are, by kind
     * @param blockSize bytes of a page
     * @param snapshot the name of the snapshot that is read
     */
    record Rules(XidWindow window, Map<Piece.Kind, TableLayout.Described> tables, long blockSize, String snapshot) {}

    TableReader(DatabaseServer server, SourceTerms terms, Rules rules) {
        this.server = server;
        this.schema = terms.schema();
        this.xidColumn = terms.xidColumn().orElse("");
        this.readingRules = terms.rules();
        this.shape = terms.shape();
        this.bytesPerSecond = terms.limits().bytesPerSecond() / terms.limits().connections();
        this.range = XidRange.of(rules.window());
        this.columns = new EnumMap<>(Piece.Kind.class);
        this.byColumn = EnumSet.noneOf(Piece.Kind.class);
        this.files = new TreeMap<>();
        rules.tables().forEach((kind, table) -> {
            columns.put(kind, table.columns());
            if (table.tells() == TableLayout.TellsTransaction.BY_COLUMN) {
                byColumn.add(kind);
            }
            table.parts().forEach(part -> files.put(part.name(), part.version().file()));
        });
        this.blockSize = rules.blockSize();
        this.snapshot = rules.snapshot();
    }

    @Override
    public RowReader.Rows read(RowReader.Portion portion) {
        TableQuery query = new TableQuery(
                Query.qualified(schema, portion.path()),
                columns.get(portion.kind()),
                range,
                byColumn.contains(portion.kind()) ? xidColumn : "",
                readingRules.zone());
        TableQuery.Pages pages = new TableQuery.Pages(
                portion.bytes().offset() / blockSize, (portion.bytes().end() + blockSize - 1) / blockSize);
        LogRows rows = new LogRows(readingRules, shape, portion.arrival());
        boolean wholly = !(byColumn.contains(portion.kind()) && range.byTransaction());
        Pace pace = new Pace(wholly ? portion.bytes().size() : 0, bytesPerSecond);
        return new TableRows(
                server,
                new TableRows.Opening(
                        query,
                        pages,
                        new TableRows.Stored(snapshot, files.get(portion.path())),
                        portion.kind(),
                        range.changeable()),
                rows,
                pace);
    }
}
