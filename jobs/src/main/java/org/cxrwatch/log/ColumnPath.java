package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where a column is in a row.
 *
 * @param name as people write it
 * @param steps names of the objects it lies in, the outermost first, and its own
 */
record ColumnPath(String name, List<String> steps) {

    static final String METADATA = "metadata";
    static final String IMAGE_STATS = "image_stats";

    /** How contracts name the time a request took, in seconds, whatever the log calls it and counts it in. */
    static final String DURATION = "processing_time";

    private static final String STATS_PREFIX = METADATA + "." + IMAGE_STATS + ".";
    private static final String METADATA_PREFIX = METADATA + ".";

    ColumnPath {
        steps = List.copyOf(steps);
    }

    /** The column of this name in rows of a log of this shape. */
    static ColumnPath of(String name, LogShape shape) {
        if (name.startsWith(STATS_PREFIX)) {
            return new ColumnPath(name, List.of(METADATA, IMAGE_STATS, name.substring(STATS_PREFIX.length())));
        }
        if (name.startsWith(METADATA_PREFIX)) {
            return new ColumnPath(name, List.of(METADATA, name.substring(METADATA_PREFIX.length())));
        }
        return new ColumnPath(
                name, List.of(name.equals(DURATION) ? shape.duration().name() : name));
    }

    /** Whether it says nothing: not there, null, or text of nothing but space. */
    boolean isAbsent(JsonNode row) {
        JsonNode value = at(row);
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }

    /** Its number; empty if it holds none. */
    OptionalDouble number(JsonNode row) {
        JsonNode value = at(row);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    /** Its value as attributes have it. */
    String text(JsonNode row) {
        return at(row).asText().strip();
    }

    private JsonNode at(JsonNode row) {
        JsonNode value = row;
        for (String step : steps) {
            value = value.path(step);
        }
        return value;
    }
}
