package org.cxrwatch.schema;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a column held in some rows.
 *
 * @param kinds in how many rows it was of which kind
 * @param magnitudes of its numbers, in case they must be counted in some unit; else of none
 * @param notAllowed in how many rows it said what the contract does not allow
 */
public record ColumnShape(SortedMap<ValueKind, Long> kinds, Magnitudes magnitudes, long notAllowed)
        implements Serializable {

    /** Copies the map. */
    public ColumnShape {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    /** That of both. */
    public ColumnShape plus(ColumnShape other) {
        TreeMap<ValueKind, Long> sum = new TreeMap<>(kinds);
        other.kinds.forEach((kind, rows) -> sum.merge(kind, rows, Long::sum));
        return new ColumnShape(sum, magnitudes.plus(other.magnitudes), notAllowed + other.notAllowed);
    }

    /** In how many rows it held something. */
    public long present() {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getKey() != ValueKind.NOTHING)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
