package org.cxrwatch.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private LogJson() {}

    /** The value that a text is. */
    public static JsonNode parse(String text) throws RejectedRow {
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
