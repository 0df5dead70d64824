package org.cxrwatch.io.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers by name, as a JSON object; finite numbers come back to the last bit. */
final class JsonNumbers {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Double>> REALS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private JsonNumbers() {}

    static String write(Map<String, ? extends Number> numbers) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(numbers));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + numbers.keySet() + ".", e);
        }
    }

    static SortedMap<String, Double> reals(String json) {
        return read(json, REALS);
    }

    static SortedMap<String, Long> counts(String json) {
        return read(json, COUNTS);
    }

    private static <N> SortedMap<String, N> read(String json, TypeReference<TreeMap<String, N>> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not an object of numbers: " + json, e);
        }
    }
}
