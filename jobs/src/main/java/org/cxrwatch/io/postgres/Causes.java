package org.cxrwatch.io.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;

/** The causes of a verdict as a JSON object: by kind of drift the slices that explain it. */
final class Causes {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<TreeMap<String, List<String>>> TEXTS = new TypeReference<>() {};

    private Causes() {}

    static String write(Map<DriftKind, List<Slice>> causes) {
        Map<String, List<String>> texts = new TreeMap<>();
        causes.forEach((kind, slices) ->
                texts.put(kind.text(), slices.stream().map(Slice::toString).toList()));
        try {
            return MAPPER.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + texts + ".", e);
        }
    }

    static SortedMap<DriftKind, List<Slice>> read(String json) {
        try {
            SortedMap<DriftKind, List<Slice>> causes = new TreeMap<>();
            MAPPER.readValue(json, TEXTS)
                    .forEach((kind, slices) -> causes.put(
                            DriftKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                            slices.stream().map(Slice::parse).toList()));
            return causes;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not the causes of a verdict: " + json, e);
        }
    }
}
