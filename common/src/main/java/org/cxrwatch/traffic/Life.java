package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a site, scanner or version stands in its life, as of a day.
 *
 * @param state where
 * @param since when; of what is silent, the first day without a request
 * @param firstSeen its first day with requests, of those known
 * @param lastSeen its latest day with requests
 * @param absentFrom of what is not there or has returned, its first day without a request
 */
public record Life(
        State state, LocalDate since, LocalDate firstSeen, LocalDate lastSeen, Optional<LocalDate> absentFrom) {

    /** The states. */
    public enum State {
        /** It began to ask when two weeks and more were known, less than two weeks ago. */
        NEW,
        /** It asks, or has asked so seldom that its silence says nothing. */
        ACTIVE,
        /** It does not ask any more, and chance does not explain it. */
        SILENT,
        /** It asks again after it was silent or gone, since less than two weeks. */
        RETURNED,
        /** It did not ask for so long that it is not missed. */
        GONE,
        /** A version in whose place a later one answers. */
        SUPERSEDED;

        /** As tables and commands write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Days without a request, up to a day or to its return. */
    public long daysAbsent(LocalDate day) {
        LocalDate end = state == State.RETURNED ? since : day.plusDays(1);
        return absentFrom.map(from -> ChronoUnit.DAYS.between(from, end)).orElse(0L);
    }
}
