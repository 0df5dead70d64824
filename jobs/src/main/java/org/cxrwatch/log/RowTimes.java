package org.cxrwatch.log;

import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
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

    /** Where the seconds end in {@code 2026-09-01T12:00:00}. */
    private static final int SECONDS_END = 19;

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
        Optional<Instant> usual = usual(text);
        if (usual.isPresent()) {
            return usual.get();
        }
        try {
            TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime complete ? complete.toInstant() : local((LocalDateTime) parsed);
        } catch (DateTimeException e) {
            throw new RejectedRow(RejectReason.BAD_TIMESTAMP, name + " is no ISO 8601 date and time");
        }
    }

    /**
     * A time with its offset as RFC 3339 has it, as nearly all are: a reader made for them takes a tenth of the time
     * that the JDK's takes. Empty if it is written in another way, or wrongly.
     */
    private static Optional<Instant> usual(String text) {
        boolean hasOffset = text.length() > SECONDS_END
                && (text.endsWith("Z") || text.indexOf('+', SECONDS_END) > 0 || text.indexOf('-', SECONDS_END) > 0);
        try {
            return hasOffset ? Optional.of(ITU.parseDateTime(text).toInstant()) : Optional.empty();
        } catch (DateTimeException otherwise) {
            return Optional.empty();
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
