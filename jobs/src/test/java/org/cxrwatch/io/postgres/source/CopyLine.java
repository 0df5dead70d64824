package org.cxrwatch.io.postgres.source;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line as {@code COPY … FROM STDIN} reads it; an empty Optional is NULL. */
final class CopyLine {

    private CopyLine() {}

    static String of(Object... values) {
        return Stream.of(values).map(CopyLine::field).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String field(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CopyLine::field).orElse("\\N");
        }
        return value.toString()
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
