package org.cxrwatch.schema;

import java.util.Comparator;

/**
 * Whose rows have a shape.
 *
 * @param source name of the source
 * @param kind what the rows are: {@code prediction}, {@code label} or {@code system}
 * @param modelVersion which version's; empty of rows that are of none
 */
public record ShapeOf(String source, String kind, String modelVersion) implements Comparable<ShapeOf> {

    private static final Comparator<ShapeOf> ORDER =
            Comparator.comparing(ShapeOf::source).thenComparing(ShapeOf::kind).thenComparing(ShapeOf::modelVersion);

    @Override
    public int compareTo(ShapeOf other) {
        return ORDER.compare(this, other);
    }

    String words() {
        String rows = kind.equals("system") ? "system metrics" : kind + "s";
        return rows + " of source " + source + (modelVersion.isEmpty() ? "" : " (" + modelVersion + ")");
    }
}
