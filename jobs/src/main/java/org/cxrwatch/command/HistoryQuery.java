package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.window.WindowKind;

/**
 * Which published results are asked for.
 *
 * @param period which windows
 * @param selection whose, and which slice
 * @param asOf as known when
 */
record HistoryQuery(PeriodOptions period, SelectionOptions selection, AsOfOption asOf) {

    /**
     * The query. Windows of several days are those that end in the time asked for.
     *
     * @param usualHours how far back from the last night evaluated, if nothing was said of the time
     * @param usualSlice which slice, if nothing was said of that
     * @param kind of which windows
     */
    History.Query of(History history, int usualHours, Slice usualSlice, WindowKind kind) {
        PeriodOptions.Period asked = period.period(lastEvaluated(history, asOf).orElse(Instant.EPOCH), usualHours);
        Duration earlier = Duration.ofDays(Math.max(0, kind.length().toDays() - 1));
        History.Query query = History.Query.between(
                        asked.from().minus(earlier), asked.to().minus(earlier))
                .withKinds(Set.of(kind))
                .withSlice(selection.slice().orElse(usualSlice));
        if (selection.scope().isPresent()) {
            query = query.withScope(selection.scope().get());
        }
        return asOf.find().isPresent() ? query.withAsOf(asOf.find().get()) : query;
    }

    /** A line that says as of which night results speak; none if none was evaluated by then. */
    static List<String> knownBy(History history, AsOfOption asOf) {
        return lastNight(history, asOf)
                .map(night -> "As known by the night of " + ShownText.instant(night) + ":")
                .stream()
                .toList();
    }

    /** The end of the last day that the nights known then speak of. */
    static Optional<Instant> lastEvaluated(History history, AsOfOption asOf) {
        return lastNight(history, asOf)
                .map(night -> LocalDate.ofInstant(night, ZoneOffset.UTC)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private static Optional<Instant> lastNight(History history, AsOfOption asOf) {
        return history.nights().stream()
                .filter(night -> asOf.find().map(at -> !night.isAfter(at)).orElse(true))
                .max(Comparator.naturalOrder());
    }
}
