package org.cxrwatch.io.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.port.Piece.Kind;

/**
 * What a log file's name says: {@code <kind>[_YYYY-MM-DD].jsonl[.gz]}.
 *
 * @param kind what its lines are
 * @param day the date in it, if there is one
 */
record LogName(Kind kind, Optional<LocalDate> day) {

    private static final Pattern NAME = Pattern.compile(
            "(?<kind>predictions|labels|system_metrics)(_(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\\.jsonl(\\.gz)?");

    /** What this name says; empty if it is no log's. */
    static Optional<LogName> of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Optional<LocalDate> day = Optional.ofNullable(parts.group("day")).map(LocalDate::parse);
            return Optional.of(new LogName(kind(parts.group("kind")), day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "predictions" -> Kind.PREDICTION;
            case "labels" -> Kind.LABEL;
            default -> Kind.SYSTEM;
        };
    }
}
