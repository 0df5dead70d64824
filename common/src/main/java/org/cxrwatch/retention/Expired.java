package org.cxrwatch.retention;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.error.DataException;

/**
 * What is gone for good: whole UTC days, by what was kept of them. A day that has expired does not come back, even if
 * its rows arrive again.
 *
 * @param before the first day that is still kept, of what has expired
 */
public record Expired(Map<Kept, LocalDate> before) implements Serializable {

    /** Everything is there. */
    public static final Expired NOTHING = new Expired(Map.of());

    /** Copies the map. */
    public Expired {
        before = Map.copyOf(before);
    }

    /** The first day that is still kept; empty if nothing has expired. */
    public Optional<LocalDate> firstKept(Kept kept) {
        return Optional.ofNullable(before.get(kept));
    }

    /** Whether this day is gone. */
    public boolean covers(Kept kept, LocalDate day) {
        return firstKept(kept).filter(day::isBefore).isPresent();
    }

    /** The first day of which rows of every kind are still kept; empty if nothing has expired. */
    public Optional<LocalDate> firstDayOfRows() {
        return Stream.of(Kept.PREDICTIONS, Kept.SYSTEM_METRICS)
                .flatMap(kept -> firstKept(kept).stream())
                .max(LocalDate::compareTo);
    }

    /**
     * Refuses days that are to be counted from rows and whose rows have expired.
     *
     * @param what what cannot be done, as the beginning of a sentence
     * @param days the days it takes
     * @param rows the rows it takes
     * @throws DataException naming the days
     */
    public void requireRows(String what, Collection<LocalDate> days, Kept... rows) {
        List<LocalDate> gone = days.stream()
                .filter(day -> Stream.of(rows).anyMatch(kept -> covers(kept, day)))
                .sorted()
                .toList();
        if (!gone.isEmpty()) {
            LocalDate first = Stream.of(rows)
                    .flatMap(kept -> firstKept(kept).stream())
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            throw new DataException(
                    what + " over days whose rows have expired: " + span(gone) + ". Rows are kept from " + first
                            + " on",
                    "Name days from " + first + " on; what was evaluated before stays in `cxrwatch drift history` and"
                            + " `cxrwatch performance summary`");
        }
    }

    /**
     * Refuses to look at cells as of an instant at which they can no longer be seen apart.
     *
     * @throws DataException if it is before the first night that can be evaluated as it was known
     */
    public void requireNight(Instant asOf) {
        firstKept(Kept.NIGHTS)
                .filter(day -> asOf.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .ifPresent(day -> {
                    throw new DataException(
                            "What was known as of " + asOf + " can no longer be counted: cells of that time have lost"
                                    + " their arrivals (asof.horizon " + day + ")",
                            "Name an instant from " + day + " on. What nights of before had found is kept: `cxrwatch"
                                    + " drift history` and `cxrwatch performance summary` take any --as-of");
                });
    }

    private static String span(List<LocalDate> days) {
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        return first.equals(last) ? first.toString() : days.size() + " days from " + first + " to " + last;
    }
}
