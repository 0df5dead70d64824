package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cxrwatch.port.Piece.Kind;

/**
 * Makes numbers of what a format without types writes as text, in those columns that hold numbers: an id or a version
 * of digits stays text.
 */
final class TextNumbers {

    /** A decimal number as programs write it; Java's own parser takes more, such as 0x1p3 and 1d. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private static final Set<String> NO_METRICS = Set.of(SystemFields.TIMESTAMP, SystemFields.HOST);

    private final LogShape shape;

    TextNumbers(LogShape shape) {
        this.shape = shape;
    }

    /** Sets the numbers of a row in their places. */
    void set(Kind kind, JsonNode row) {
        if (kind == Kind.PREDICTION && row instanceof ObjectNode prediction) {
            set(prediction, PredictionFields.CONFIDENCE);
            set(prediction, shape.duration().name());
            if (prediction.path(ColumnPath.METADATA).path(ColumnPath.IMAGE_STATS) instanceof ObjectNode features) {
                setAll(features);
            }
        } else if (kind == Kind.SYSTEM && row instanceof ObjectNode sample) {
            setAll(sample);
        }
    }

    private static void setAll(ObjectNode object) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!NO_METRICS.contains(entry.getKey())) {
                entry.setValue(number(entry.getValue()));
            }
        }
    }

    private static void set(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value != null) {
            object.set(name, number(value));
        }
    }

    private static JsonNode number(JsonNode value) {
        if (!value.isTextual() || value.textValue().length() > Fields.LONGEST_TEXT) {
            return value;
        }
        String text = value.textValue().strip();
        return DECIMAL.matcher(text).matches() ? DoubleNode.valueOf(Double.parseDouble(text)) : value;
    }
}
