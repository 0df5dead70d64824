package org.cxrwatch.schema;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which columns some rows have, by path, such as {@code confidence} or {@code metadata.image_stats.entropy}.
 *
 * @param rows how many
 * @param columns at most {@link #MOST_COLUMNS} by path
 */
public record RowShape(long rows, SortedMap<String, ColumnShape> columns) implements Serializable {

    /** Most columns that are kept; rows with a column of their own each would be without end. */
    public static final int MOST_COLUMNS = 400;

    /** Copies the map; of too many columns it keeps the first by path. */
    public RowShape {
        TreeMap<String, ColumnShape> kept = new TreeMap<>(columns);
        while (kept.size() > MOST_COLUMNS) {
            kept.pollLastEntry();
        }
        columns = Collections.unmodifiableSortedMap(kept);
    }

    /** That of both. */
    public RowShape plus(RowShape other) {
        TreeMap<String, ColumnShape> sum = new TreeMap<>(columns);
        other.columns.forEach((path, column) -> sum.merge(path, column, ColumnShape::plus));
        return new RowShape(rows + other.rows, sum);
    }
}
