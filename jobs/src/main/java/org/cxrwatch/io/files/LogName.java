package org.cxrwatch.io.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.port.Piece.Kind;

/**
 * What a log file's name says: {@code <kind>[_YYYY-MM-DD[_NNNN]].<format>[.<compression>]}, where several files of a
 * day are told apart by a number, {@code _0003}, {@code -0003} or {@code -part-0003}. Parquet compresses within.
 *
 * @param kind what its rows are
 * @param day the date in it, if there is one
 * @param format how they are written
 * @param compression of the file as a whole
 */
record LogName(Kind kind, Optional<LocalDate> day, FileFormat format, Compression compression) {

    private static final Pattern NAME = Pattern.compile("(?<kind>predictions|labels|system_metrics)"
            + "(_(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})([_-](part-)?[0-9]{1,9})?)?"
            + "\\.((?<text>jsonl|csv)(\\.gz|\\.zst)?|parquet)");

    /** What this name says; empty if it is no log's. */
    static Optional<LogName> of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Optional<LocalDate> day = Optional.ofNullable(parts.group("day")).map(LocalDate::parse);
            return Optional.of(
                    new LogName(kind(parts.group("kind")), day, format(parts.group("text")), Compression.of(name)));
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

    private static FileFormat format(String text) {
        return text == null ? FileFormat.PARQUET : text.equals("csv") ? FileFormat.CSV : FileFormat.JSON_LINES;
    }
}
