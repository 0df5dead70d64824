package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cxrwatch.model.RejectReason;

/** The named values of a line, as the kinds they must be. */
final class Fields {

    /** The longest text of a value that rows are told apart by. */
    static final int LONGEST_TEXT = 255;

    private static final int MOST_VALUES = 200;

    /** Words for numbers that are not finite have at most 9 letters, and there may be space around them. */
    private static final int LONGEST_NUMBER_WORD = 20;

    private static final int SHORTEST_NUMBER_WORD = 3;

    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    /** Whether it is named at all, if only as null. */
    boolean has(String name) {
        return object.has(name);
    }

    /** A text that must be there. */
    String text(String name) throws RejectedRow {
        return optionalText(name)
                .orElseThrow(() -> new RejectedRow(RejectReason.MISSING_VALUE, name + " is absent, null or empty"));
    }

    /** A text; empty if it is absent, null or blank. A whole number is taken as its digits. */
    Optional<String> optionalText(String name) throws RejectedRow {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new RejectedRow(RejectReason.WRONG_TYPE, name + " is no text");
        }
        String text = withoutNul(name, value.asText()).strip();
        if (text.length() > LONGEST_TEXT) {
            throw new RejectedRow(RejectReason.BAD_TEXT, name + " has " + text.length() + " characters");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Free text; cut at this length. */
    Optional<String> prose(String name, int longest) throws RejectedRow {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(cut(withoutNul(name, value.asText()), longest));
    }

    /** A time without a zone that was read as one; empty if there is text or nothing. */
    Optional<LocalDateTime> localTime(String name) {
        return object.path(name) instanceof POJONode node && node.getPojo() instanceof LocalDateTime time
                ? Optional.of(time)
                : Optional.empty();
    }

    /** A number; empty if it is absent or null. NaN and infinities are numbers, as words too. */
    OptionalDouble number(String name) throws RejectedRow {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = numeric(value);
        if (number.isEmpty()) {
            throw new RejectedRow(RejectReason.WRONG_TYPE, name + " is no number");
        }
        return number;
    }

    /** The object of this name; empty fields if it is absent or null. */
    Fields object(String name) throws RejectedRow {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw new RejectedRow(RejectReason.WRONG_TYPE, name + " is no object");
        }
        return new Fields(value);
    }

    /**
     * Every value as a number, absent ones left out; what is no number at all is NaN, so that it is counted as not
     * finite. Of more than 200 the first by name are kept.
     */
    Map<String, Double> measurements() throws RejectedRow {
        return bounded(LONGEST_TEXT, value -> value.isNull() ? OptionalDouble.empty() : orNaN(value));
    }

    /** The values that are numbers. Of more than 200 the first by name are kept. */
    Map<String, Double> numbers() throws RejectedRow {
        return bounded(LONGEST_TEXT, Fields::numeric);
    }

    /**
     * The values that are text, numbers or truth values, as text cut at this length; of more than {@code most} the
     * first by name.
     */
    Map<String, String> categories(int most, int longest) throws RejectedRow {
        Map<String, String> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                String name = cut(withoutNul("a name", field.getKey()), longest);
                found.put(name, cut(withoutNul(name, value.asText()).strip(), longest));
            }
        }
        return first(found, most);
    }

    private interface Reading {
        OptionalDouble of(JsonNode value);
    }

    private Map<String, Double> bounded(int longestName, Reading reading) throws RejectedRow {
        Map<String, Double> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            OptionalDouble number = reading.of(field.getValue());
            if (number.isPresent()) {
                found.put(cut(withoutNul("a name", field.getKey()), longestName), number.getAsDouble());
            }
        }
        return first(found, MOST_VALUES);
    }

    private static <V> Map<String, V> first(Map<String, V> found, int most) {
        if (found.size() <= most) {
            return found;
        }
        LinkedHashMap<String, V> first = new LinkedHashMap<>();
        new TreeMap<>(found)
                .entrySet().stream().limit(most).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    private static OptionalDouble orNaN(JsonNode value) {
        OptionalDouble number = numeric(value);
        return number.isPresent() ? number : OptionalDouble.of(Double.NaN);
    }

    /** Whether it is a number, or a word for one that is not finite. */
    static boolean isNumber(JsonNode value) {
        return value.isNumber()
                || (value.isTextual()
                        && mayBeNumber(value.textValue())
                        && numeric(value).isPresent());
    }

    /** Spares most texts a closer look: it is asked of every text of every row. */
    private static boolean mayBeNumber(String text) {
        if (text.length() < SHORTEST_NUMBER_WORD || text.length() > LONGEST_NUMBER_WORD) {
            return false;
        }
        char second = text.charAt(1);
        return switch (text.charAt(0)) {
            case 'n', 'N' -> second == 'a' || second == 'A';
            case 'i', 'I' -> second == 'n' || second == 'N';
            case '+', '-', ' ' -> true;
            default -> false;
        };
    }

    private static OptionalDouble numeric(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_NUMBER_WORD) {
            return OptionalDouble.empty();
        }
        return switch (value.textValue().strip().toLowerCase(java.util.Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "infinity", "+infinity", "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-infinity", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    private static String withoutNul(String name, String text) throws RejectedRow {
        if (text.indexOf('\0') >= 0) {
            throw new RejectedRow(
                    RejectReason.BAD_TEXT, "a NUL character in " + (name.indexOf('\0') < 0 ? name : "it"));
        }
        return text;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
