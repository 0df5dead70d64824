package org.cxrwatch.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.cxrwatch.model.RejectReason;

/**
 * Reads JSON of a log. NaN and Infinity, which Python's writer leaves bare, are taken as the numbers they are meant to
 * be.
 */
public final class LogJson {

    /** How deep a row may be nested; the classifier's are 3 deep. */
    private static final int DEEPEST = 32;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private LogJson() {}

    /** The value that a text is. */
    public static JsonNode parse(String text) throws RejectedRow {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw rejected(e, text.length());
        }
    }

    /** The value that a text is, given as its bytes in UTF-8. */
    public static JsonNode parse(byte[] text) throws RejectedRow {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw rejected(e, text.length);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can always be read.", e);
        }
    }

    private static RejectedRow rejected(JsonProcessingException why, int length) {
        if (why instanceof StreamConstraintsException) {
            String detail = "more than " + DEEPEST + " levels, or a number or name of absurd length";
            return new RejectedRow(RejectReason.NESTED_TOO_DEEPLY, detail);
        }
        long column = why.getLocation() == null ? length : why.getLocation().getColumnNr();
        return new RejectedRow(RejectReason.NOT_JSON, "broken at column " + column + " of " + length);
    }
}
