package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** How often the answers of each day and version were right, as it was last evaluated. */
record AccuracyByDay(List<Day> days) {

    /** Labels are counted before a night evaluates them: that there are some says nothing of this. */
    private static final String NOTHING = "  None of them was evaluated yet. `cxrwatch evaluate` evaluates what was"
            + " counted; `cxrwatch status` says what there is.";

    /** A version's day. */
    record Day(WindowSlice where, Map<String, MetricScore> metrics) {}

    /** The days of a period, as known at an instant or now. */
    static AccuracyByDay of(
            History history, PeriodOptions.Period asked, SelectionOptions selection, Optional<Instant> asOf) {
        History.Query query = History.Query.between(asked.from(), asked.to())
                .withKinds(Set.of(WindowKind.DAY))
                .withSlice(selection.slice().orElse(Slice.ALL));
        query = selection.scope().isPresent()
                ? query.withScope(selection.scope().get())
                : query;
        query = asOf.isPresent() ? query.withAsOf(asOf.get()) : query;
        Map<WindowSlice, Map<String, MetricScore>> days = new LinkedHashMap<>();
        for (MetricScore score : history.metrics(query)) {
            if (AccuracyOfLabelled.METRICS.stream()
                    .anyMatch(metric -> metric.name().equals(score.metric()))) {
                days.computeIfAbsent(score.where(), fresh -> new TreeMap<>()).put(score.metric(), score);
            }
        }
        List<Day> rows = new ArrayList<>();
        days.forEach((where, metrics) -> rows.add(new Day(where, metrics)));
        return new AccuracyByDay(rows);
    }

    /** For people. */
    Listing<Day> table() {
        Listing<Day> listing = new Listing<>(days, NOTHING)
                .shown("DAY", day -> day.where().window().start())
                .shown("SCOPE", day -> day.where().scope().toString());
        for (PerformanceMetric metric : AccuracyOfLabelled.METRICS) {
            listing.shown(
                            metric.name().toUpperCase(Locale.ROOT),
                            day -> found(day, metric).map(each -> each.interval()))
                    .shown("N", day -> found(day, metric).map(ShownMetric::n));
        }
        return listing;
    }

    private static Optional<ShownMetric> found(Day day, PerformanceMetric metric) {
        return Optional.ofNullable(day.metrics().get(metric.name())).map(AccuracyByDay::shown);
    }

    private static ShownMetric shown(MetricScore score) {
        return new ShownMetric(score.score(), score.n());
    }

    /** For programs. */
    List<Map<String, Object>> fields() {
        return days.stream().map(AccuracyByDay::fields).toList();
    }

    private static Map<String, Object> fields(Day day) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("window_start", day.where().window().start());
        fields.put("model_version", day.where().scope().toString());
        day.metrics().forEach((name, score) -> fields.put(name, shown(score).fields()));
        return fields;
    }
}
