package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/**
 * Why nothing that was published matches what somebody asked for: the nights, the version or the slice.
 *
 * @param history what was published
 * @param published where the results lie that a query of that history finds
 */
record NothingEvaluated(History history, Function<History.Query, List<WindowSlice>> published) {

    private static final int DAYS_OF_LONGEST_WINDOW = 28;

    /** The days that nights speak of. */
    private record Days(LocalDate first, LocalDate last) {

        String text() {
            return first.equals(last) ? "of " + first : "of the days from " + first + " to " + last;
        }
    }

    /**
     * What people are told, if a query found nothing.
     *
     * @throws UsageException if there never was anything of the version or slice it names
     */
    String text(History.Query asked) {
        Optional<Days> days = days(asked.asOf());
        if (days.isEmpty()) {
            return "No night was evaluated"
                    + asked.asOf().map(at -> " by " + ShownText.instant(at)).orElse(" yet")
                    + ". `cxrwatch evaluate` evaluates what was counted; `cxrwatch status` says what there is.";
        }
        List<WindowSlice> there = published.apply(new History.Query(
                asked.from(), asked.to(), Optional.empty(), Optional.empty(), asked.kinds(), asked.asOf()));
        if (there.isEmpty()) {
            return otherDays(asked, days.get());
        }
        List<WindowSlice> ofScope = there.stream()
                .filter(where -> asked.scope().map(where.scope()::equals).orElse(true))
                .toList();
        if (ofScope.isEmpty()) {
            Scope scope = asked.scope().orElseThrow();
            return elsewhere(asked, where -> where.scope().equals(scope), days.get())
                    .orElseThrow(() -> new UsageException(
                            "Nothing was ever evaluated of " + scope,
                            NamesThere.remedy(
                                    scope.toString(),
                                    there.stream().map(WindowSlice::scope).toList())));
        }
        Slice slice = asked.slice().orElse(Slice.ALL);
        return elsewhere(asked, where -> where.slice().equals(slice), days.get())
                .orElseThrow(() -> new UsageException(
                        "Nothing was ever evaluated of " + slice,
                        NamesThere.remedy(
                                slice.toString(),
                                ofScope.stream()
                                        .map(WindowSlice::slice)
                                        .sorted()
                                        .toList())));
    }

    private static String otherDays(History.Query asked, Days days) {
        String several = asked.kinds().stream().anyMatch(kind -> kind.length().compareTo(WindowKind.DAY.length()) > 0)
                ? " Windows of several days are evaluated if windows.rolling names them."
                : "";
        boolean isKnown = !asked.from().isBefore(start(days.first()))
                && !asked.to().isAfter(start(days.last().plusDays(1)));
        if (several.isEmpty() && isKnown) {
            return "The nights that speak of that time found nothing of it. `cxrwatch status` says what there is.";
        }
        return "No window of that time was evaluated: the nights that were speak " + days.text()
                + ". Name some of those with --date, or with --from and --to." + several;
    }

    /** When there was something, if it was at another time. */
    private Optional<String> elsewhere(History.Query asked, Predicate<WindowSlice> wanted, Days days) {
        History.Query anyTime = new History.Query(
                start(days.first().minusDays(DAYS_OF_LONGEST_WINDOW)),
                start(days.last().plusDays(1)),
                asked.scope(),
                asked.slice(),
                asked.kinds(),
                asked.asOf());
        List<LocalDate> found = published.apply(anyTime).stream()
                .filter(wanted)
                .map(where -> where.window().lastDay())
                .sorted()
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("Nothing of it was evaluated at that time. It was "
                        + new Days(found.get(0), found.get(found.size() - 1)).text()
                        + ": name some of those with --date, or with --from and --to.");
    }

    private Optional<Days> days(Optional<Instant> asOf) {
        List<LocalDate> nights = history.nights().stream()
                .filter(night -> asOf.map(at -> !night.isAfter(at)).orElse(true))
                .map(night -> LocalDate.ofInstant(night, ZoneOffset.UTC).minusDays(1))
                .sorted(Comparator.naturalOrder())
                .toList();
        return nights.isEmpty()
                ? Optional.empty()
                : Optional.of(new Days(nights.get(0), nights.get(nights.size() - 1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
