package org.cxrwatch.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time of the command line: a day such as 2026-09-22, or an instant with a zone such as 2026-09-22T06:00Z.
 *
 * @param day the UTC day it lies on
 * @param instant the instant; of a day its first
 * @param precision how it was written
 */
record TimeText(LocalDate day, Instant instant, Precision precision) {

    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 9999;

    private static final Instant FIRST =
            LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant END =
            LocalDate.of(LAST_YEAR, 12, 31).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** How a time can be written. */
    enum Precision {
        DAY,
        INSTANT
    }

    /** Reads a day or an instant. */
    static TimeText parse(String text) {
        TimeText time = written(text);
        if (!isKept(time.instant())) {
            throw new IllegalArgumentException("'" + text + "' is of a year that nothing is kept of; write one from "
                    + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return time;
    }

    /** Whether an instant is of a year that databases keep and tables show in four digits. */
    static boolean isKept(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }

    private static TimeText written(String text) {
        try {
            if (text.length() == "2026-09-22".length()) {
                LocalDate day = LocalDate.parse(text);
                return new TimeText(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), Precision.DAY);
            }
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return new TimeText(LocalDate.ofInstant(instant, ZoneOffset.UTC), instant, Precision.INSTANT);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time; write a day such as 2026-09-22, or an instant with its zone such as"
                            + " 2026-09-22T06:00Z",
                    e);
        }
    }

    /** The first instant after it: of a day that is the next midnight, as the day is meant to be in. */
    Instant end() {
        return precision == Precision.DAY
                ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : instant;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<TimeText> {

        @Override
        public TimeText convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
