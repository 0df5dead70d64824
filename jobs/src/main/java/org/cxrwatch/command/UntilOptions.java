package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Up to when something holds: {@code --until} or {@code --for}. */
final class UntilOptions {

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = TimeText.Converter.class,
            description = "Up to when: a day (2026-10-20), which is part of it, or an instant (2026-10-20T06:00Z).")
    private TimeText until;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Length.class,
            description = "For how long, instead of --until: a number and m, h, d or w, e.g. 36h.")
    private Duration length;

    /** Reads {@code 30m}, {@code 36h}, {@code 7d}, {@code 2w}, also with a space and the unit in full. */
    static final class Length implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,6}) ?(m|h|d|w|minutes?|hours?|days?|weeks?)");
        private static final int DAYS_A_WEEK = 7;

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
                throw new TypeConversionException(
                        "'" + text + "' is not a length of time; write a number above 0 and m, h, d or w, such as 36h");
            }
            long count = Long.parseLong(form.group(1));
            return switch (form.group(2).charAt(0)) {
                case 'm' -> Duration.ofMinutes(count);
                case 'h' -> Duration.ofHours(count);
                case 'd' -> Duration.ofDays(count);
                default -> Duration.ofDays(DAYS_A_WEEK * count);
            };
        }
    }

    /**
     * The first instant at which it does not hold any more; empty if nothing was said.
     *
     * @param from where a length begins
     */
    Optional<Instant> end(Instant from) {
        if (until != null && length != null) {
            throw new UsageException("--until and --for together say the end twice.", "Leave one of them out.");
        }
        Optional<Instant> end = Optional.ofNullable(until)
                .map(TimeText::end)
                .or(() -> Optional.ofNullable(length).map(from::plus));
        end.filter(instant -> !TimeText.isKept(instant)).ifPresent(instant -> {
            throw new UsageException(
                    "The end would lie after the year " + TimeText.LAST_YEAR + ".",
                    "Name a length that somebody will see the end of, e.g. --for 3d.");
        });
        return end;
    }
}
