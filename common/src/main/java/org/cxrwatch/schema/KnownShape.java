package org.cxrwatch.schema;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the columns of some rows, from all of them so far.
 *
 * @param of whose rows
 * @param batch the last batch that brought some
 * @param day the latest day of them
 * @param columns by path
 */
public record KnownShape(ShapeOf of, long batch, LocalDate day, SortedMap<String, KnownColumn> columns) {

    /** Copies the map. */
    public KnownShape {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /** The same columns as those of another: what a version is compared with that is seen for the first time. */
    KnownShape as(ShapeOf other) {
        return new KnownShape(other, batch, day, columns);
    }
}
