package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.schema.RowShape;

/**
 * Collects which columns the rows of a portion have. It runs for every row: it makes nothing new for a column it knows.
 *
 * <p>Failed requests are left out, as they say less; so are predictions whose version cannot be read, as nobody can say
 * what they should hold.
 */
final class ShapeCollector {

    /** Versions beyond that are no versions but garbage. */
    private static final int MOST_VERSIONS = 20;

    private final Kind kind;
    private final Map<String, Collected> byVersion = new HashMap<>();

    ShapeCollector(Kind kind) {
        this.kind = kind;
    }

    /** The columns of one version's rows: those of the row itself, and those of the objects in it that are known. */
    private static final class Collected {

        private final ColumnTallies top = new ColumnTallies("");
        private final ColumnTallies metadata = new ColumnTallies(ColumnPath.METADATA + ".");
        private final ColumnTallies stats = new ColumnTallies(ColumnPath.METADATA + "." + ColumnPath.IMAGE_STATS + ".");
        private final Map<String, Long> notAllowed = new HashMap<>();
        private long rows;

        void add(JsonNode row) {
            rows++;
            top.add(row);
            JsonNode inner = row.get(ColumnPath.METADATA);
            if (inner != null && inner.isObject()) {
                metadata.add(inner);
                JsonNode features = inner.get(ColumnPath.IMAGE_STATS);
                if (features != null && features.isObject()) {
                    stats.add(features);
                }
            }
        }

        RowShape shape() {
            TreeMap<String, org.cxrwatch.schema.ColumnShape> columns = new TreeMap<>();
            List.of(top, metadata, stats).forEach(each -> each.into(columns, notAllowed));
            return new RowShape(rows, columns);
        }
    }

    /** A row of this version; empty of rows that have none. */
    void add(String version, JsonNode row) {
        if (kind == Kind.PREDICTION && (version.isEmpty() || PredictionFields.failed(row))) {
            return;
        }
        collected(version).add(row);
    }

    /** Columns of a row that say what is not allowed. */
    void notAllowed(String version, List<String> columns) {
        columns.forEach(column -> collected(version).notAllowed.merge(column, 1L, Long::sum));
    }

    private Collected collected(String version) {
        Collected known = byVersion.get(version);
        if (known != null) {
            return known;
        }
        return byVersion.computeIfAbsent(byVersion.size() < MOST_VERSIONS ? version : "", absent -> new Collected());
    }

    /** What was collected, by version. */
    SortedMap<String, RowShape> shapes() {
        SortedMap<String, RowShape> shapes = new TreeMap<>();
        byVersion.forEach((version, collected) -> shapes.put(version, collected.shape()));
        return shapes;
    }
}
