package org.cxrwatch.schema;

import java.util.Map;
import java.util.TreeMap;

/** Shapes of columns. */
public final class Shapes {

    private Shapes() {}

    /** One of which only the kinds are known. */
    public static ColumnShape column(Map<ValueKind, Long> kinds) {
        return new ColumnShape(new TreeMap<>(kinds), Magnitudes.NONE, 0);
    }
}
