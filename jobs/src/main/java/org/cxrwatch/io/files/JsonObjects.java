package org.cxrwatch.io.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/**
 * Reads a line's bytes as one JSON object. NaN and Infinity, which Python's writer leaves bare, are taken as the
 * numbers they are meant to be.
 */
final class JsonObjects {

    /** How deep a line may be nested; the classifier's are 3 deep. */
    static final int DEEPEST = 32;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

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
        JsonNode node = parse(text);
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

    private static JsonNode parse(String text) throws RejectedRow {
        try {
            return READER.readTree(text);
        } catch (StreamConstraintsException e) {
            String detail = "more than " + DEEPEST + " levels, or a number or name of absurd length";
            throw new RejectedRow(RejectReason.NESTED_TOO_DEEPLY, detail);
        } catch (JsonProcessingException e) {
            long column =
                    e.getLocation() == null ? text.length() : e.getLocation().getColumnNr();
            throw new RejectedRow(RejectReason.NOT_JSON, "broken at column " + column + " of " + text.length());
        }
    }
}
