package org.cxrwatch.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RejectReason;

/**
 * Reads the times of one file's rows: ISO 8601, to the millisecond, neither after their arrival nor absurdly long
 * before.
 */
final class RowTimes {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXXXX][XXXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;
    private final Instant earliest;
    private final Instant latest;
    private long ambiguous;

    /** The times of rows that arrived then. */
    RowTimes(ReadingRules rules, Arrival arrival) {
        this.zone = rules.zone();
        this.latest = arrival.on()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(rules.contract().clockAhead());
        this.earliest = arrival.at().minus(rules.longestAge());
    }

    /** A time that must be there. */
    Instant required(Fields fields, String name) throws RejectedRow {
        Optional<LocalDateTime> read = fields.localTime(name);
        return check(name, read.isPresent() ? local(read.get()) : parse(name, fields.text(name)));
    }

    /** A time; empty if it is absent or null. */
    Optional<Instant> optional(Fields fields, String name) throws RejectedRow {
        Optional<LocalDateTime> read = fields.localTime(name);
        if (read.isPresent()) {
            return Optional.of(check(name, local(read.get())));
        }
        Optional<String> text = fields.optionalText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(check(name, parse(name, text.get())));
    }

    /** How many local times read so far occur twice because clocks were set back; the earlier was taken. */
    long ambiguous() {
        return ambiguous;
    }

    private Instant parse(String name, String text) throws RejectedRow {
        try {
            TemporalAccessor parsed = ISO.parseBest(text, java.time.OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof java.time.OffsetDateTime complete
                    ? complete.toInstant()
                    : local((LocalDateTime) parsed);
            return instant;
        } catch (DateTimeException e) {
            throw new RejectedRow(RejectReason.BAD_TIMESTAMP, name + " is no ISO 8601 date and time");
        }
    }

    private Instant local(LocalDateTime time) {
        if (zone.getRules().getValidOffsets(time).size() > 1) {
            ambiguous++;
        }
        return time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private Instant check(String name, Instant exact) throws RejectedRow {
        Instant at = exact.truncatedTo(ChronoUnit.MILLIS);
        if (at.isAfter(latest)) {
            throw new RejectedRow(RejectReason.IN_THE_FUTURE, name + " is later than " + latest);
        }
        if (at.isBefore(earliest)) {
            throw new RejectedRow(RejectReason.TOO_OLD, name + " is before " + earliest);
        }
        return at;
    }
}
