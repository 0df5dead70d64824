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
        JsonNode node = parse(line);
        if (!node.isObject()) {
            throw new RejectedRow(
                    RejectReason.NOT_AN_OBJECT,
                    "it is of the JSON kind " + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    /** Bytes that are plain text already, as nearly all are, need not be made text first. */
    private static JsonNode parse(BoundedLines.Line line) throws RejectedRow {
        if (line.isPlain()) {
            return LogJson.parse(line.bytes());
        }
        String text = line.text();
        if (text.isBlank()) {
            throw new RejectedRow(RejectReason.EMPTY_LINE, "nothing but white space");
        }
        return LogJson.parse(text);
    }
}
