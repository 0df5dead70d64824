package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Rows in the text format of COPY: values in the order of the columns, null as {@code \N}. */
final class CopyLine {

    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    CopyLine text(String value) {
        escape(separated(), StoredText.of(value));
        return this;
    }

    CopyLine text(Optional<String> value) {
        return value.map(this::text).orElseGet(this::none);
    }

    CopyLine number(long value) {
        separated().append(value);
        return this;
    }

    /** Null if it is NaN: the tables hold finite numbers or nothing. */
    CopyLine real(double value) {
        if (Double.isNaN(value)) {
            return none();
        }
        separated().append(value);
        return this;
    }

    CopyLine instant(Instant value) {
        separated().append(StoredTime.of(value));
        return this;
    }

    /** By its name, as it is. */
    CopyLine name(Enum<?> value) {
        return text(value.name());
    }

    /** By its name in lower case. */
    CopyLine word(Enum<?> value) {
        return text(value.name().toLowerCase(Locale.ROOT));
    }

    CopyLine texts(List<String> values) {
        return array(
                values,
                value -> '"' + StoredText.of(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    CopyLine reals(List<Double> values) {
        return array(values, String::valueOf);
    }

    CopyLine none() {
        separated().append("\\N");
        return this;
    }

    void end() {
        text.append('\n');
        begun = false;
    }

    int length() {
        return text.length();
    }

    /** What was written, which is then forgotten. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    private <T> CopyLine array(List<T> values, Function<T, String> element) {
        StringBuilder array = new StringBuilder("{");
        for (T value : values) {
            array.append(array.length() > 1 ? "," : "").append(element.apply(value));
        }
        escape(separated(), array.append('}'));
        return this;
    }

    private StringBuilder separated() {
        if (begun) {
            text.append('\t');
        }
        begun = true;
        return text;
    }

    private static void escape(StringBuilder out, CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
    }
}
