package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.cxrwatch.log.LogJson;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/** Reads a line as one JSON object. */
final class JsonObjects {

    private JsonObjects() {}

    /** The object on a line. */
    static JsonNode read(BoundedLines.Line line) throws RejectedRow {
        String text = line.text();
        if (text.isBlank()) {
            throw new RejectedRow(RejectReason.EMPTY_LINE, "nothing but white space");
        }
        JsonNode node = LogJson.parse(text);
        if (!node.isObject()) {
            throw new RejectedRow(
                    RejectReason.NOT_AN_OBJECT,
                    "it is of the JSON kind " + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }
}
