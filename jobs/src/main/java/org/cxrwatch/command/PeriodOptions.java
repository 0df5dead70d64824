package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Option;

/** Which time is meant: {@code --from --to}, {@code --date}, or {@code --hours} back from an end. */
final class PeriodOptions {

    private static final int HOURS_A_DAY = 24;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeText.Converter.class,
            description = "Begin: a day (2026-09-22) or an instant (2026-09-22T06:00Z).")
    private TimeText from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = TimeText.Converter.class,
            description = "End: a day, which is part of it, or an instant, which is not.")
    private TimeText to;

    @Option(names = "--date", paramLabel = "D", converter = TimeText.Converter.class, description = "One UTC day.")
    private TimeText date;

    @Option(names = "--hours", paramLabel = "N", description = "Length in hours, instead of --from.")
    private Integer hours;

    /**
     * A half-open period.
     *
     * @param from its first instant
     * @param to the first instant after it
     */
    record Period(Instant from, Instant to) {

        /** Whole UTC days, the last among them. */
        static Period ofDays(LocalDate first, LocalDate last) {
            return new Period(midnight(first), midnight(last.plusDays(1)));
        }

        LocalDate firstDay() {
            return LocalDate.ofInstant(from, ZoneOffset.UTC);
        }

        LocalDate lastDay() {
            return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
        }

        /** As people say it: whole days by their names, the last one included; else from one instant to another. */
        String text() {
            if (!from.equals(midnight(firstDay()))
                    || !to.equals(midnight(lastDay().plusDays(1)))) {
                return "from " + ShownText.instant(from) + " to " + ShownText.instant(to) + " UTC";
            }
            return firstDay().equals(lastDay()) ? "on " + firstDay() : "from " + firstDay() + " to " + lastDay();
        }
    }

    /** The hours that were asked for. */
    OptionalInt hours() {
        if (hours != null && hours < 1) {
            throw new UsageException("--hours " + hours + " is no length of time.", "Write at least --hours 1.");
        }
        return hours == null ? OptionalInt.empty() : OptionalInt.of(hours);
    }

    /** Whether anything was said at all. */
    boolean isGiven() {
        return from != null || to != null || date != null || hours != null;
    }

    /** The first day named, if one is. */
    Optional<LocalDate> firstDay() {
        return date != null
                ? Optional.of(date.day())
                : Optional.ofNullable(from).map(TimeText::day);
    }

    /** The last day named, if one is. */
    Optional<LocalDate> lastDay() {
        return date != null
                ? Optional.of(date.day())
                : Optional.ofNullable(to).map(text -> new Period(Instant.MIN, text.end()).lastDay());
    }

    /** What people are told if a part of a day is asked for where only whole days can be had. */
    Optional<String> widened() {
        boolean isPart = Stream.of(from, to, date)
                .anyMatch(time -> time != null && !time.instant().equals(midnight(time.day())));
        return isPart
                ? Optional.of("Only whole UTC days can be counted again: these are taken"
                        + firstDay().map(day -> " from " + day).orElse("")
                        + lastDay().map(day -> " to " + day).orElse("") + ".")
                : Optional.empty();
    }

    /**
     * The period that was asked for.
     *
     * @param end where it ends if nothing was said of that
     * @param usualHours how long it is if nothing was said of that
     * @throws UsageException if what was said does not fit together
     */
    Period period(Instant end, int usualHours) {
        refuseContradictions();
        if (date != null) {
            return new Period(
                    date.instant(),
                    date.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        int length = hours().orElse(usualHours);
        if (from == null) {
            Instant last = to == null ? end : to.end();
            return new Period(last.minusSeconds(length * 3_600L), last);
        }
        Instant last =
                to != null ? to.end() : hours == null ? end : from.instant().plusSeconds(length * 3_600L);
        if (!from.instant().isBefore(last)) {
            throw new UsageException(
                    "The period from " + from.instant() + " to " + last + " holds nothing.",
                    "Let --from be before --to.");
        }
        return new Period(from.instant(), last);
    }

    /** Whole UTC days: those of {@link #period}, hours rounded up to days that are over at {@code end}. */
    Period days(Instant end, int usualHours) {
        if (from != null || to != null || date != null) {
            Period asked = period(end, usualHours);
            return Period.ofDays(asked.firstDay(), asked.lastDay());
        }
        int length = hours().orElse(usualHours);
        LocalDate today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        int days = (length + HOURS_A_DAY - 1) / HOURS_A_DAY;
        return new Period(midnight(today.minusDays(days)), midnight(today));
    }

    private void refuseContradictions() {
        if (date != null && (from != null || to != null || hours != null)) {
            throw new UsageException(
                    "--date names a whole day and does not go with --from, --to or --hours.", "Leave one of them out.");
        }
        if (from != null && to != null && hours != null) {
            throw new UsageException(
                    "--from, --to and --hours together say the length twice.", "Leave one of them out.");
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
