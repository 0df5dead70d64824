package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.cxrwatch.log.LogJson;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/** Reads a line's bytes as one JSON object. */
final class JsonObjects {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonObjects() {}

    /** The object on a line. */
    static JsonNode read(BoundedLines.Line line) throws RejectedRow {
        if (line.tooLong()) {
            throw new RejectedRow(RejectReason.LINE_TOO_LONG, "it has " + line.length() + " bytes");
        }
        String text = text(line);
        if (text.isBlank()) {
            throw new RejectedRow(RejectReason.EMPTY_LINE, "nothing but white space");
        }
        JsonNode node = LogJson.parse(text);
        if (!node.isObject()) {
            throw new RejectedRow(
                    RejectReason.NOT_AN_OBJECT,
                    "it is of the JSON kind " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
        return node;
    }

    private static String text(BoundedLines.Line line) throws RejectedRow {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line.bytes()));
            boolean marked = line.number() == 1 && decoded.length() > 0 && decoded.charAt(0) == BYTE_ORDER_MARK;
            return marked ? decoded.subSequence(1, decoded.length()).toString() : decoded.toString();
        } catch (CharacterCodingException e) {
            throw new RejectedRow(RejectReason.NOT_UTF8, "some of its " + line.length() + " bytes are no character");
        }
    }
}
