package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.LabelCoverage;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.WindowKind;

/** On which days each version answered, as evaluated. */
record VersionDays(SortedMap<String, SortedSet<LocalDate>> days) {

    /** As far back as history is read. */
    private static final int DAYS = 400;

    /** A metric of every version and day with predictions, labelled or not. */
    private static final String ALWAYS = new LabelCoverage().name();

    /** The days before an instant, as they were known then or, without one, are known now. */
    static VersionDays known(History history, AsOfOption asOf, Instant now) {
        Instant end = asOf.find().orElse(now);
        History.Query query = History.Query.between(end.minus(DAYS, ChronoUnit.DAYS), end)
                .withSlice(Slice.ALL)
                .withKinds(Set.of(WindowKind.DAY));
        TreeMap<String, SortedSet<LocalDate>> days = new TreeMap<>();
        for (MetricScore score :
                history.metrics(asOf.find().map(query::withAsOf).orElse(query))) {
            Scope scope = score.where().scope();
            if (scope.kind() == Scope.Kind.MODEL && score.metric().equals(ALWAYS) && score.n() > 0) {
                days.computeIfAbsent(scope.modelVersion(), fresh -> new TreeSet<>())
                        .add(LocalDate.ofInstant(score.where().window().start(), ZoneOffset.UTC));
            }
        }
        return new VersionDays(days);
    }

    /** Those of a version; none if it never answered. */
    SortedSet<LocalDate> of(String version) {
        return days.getOrDefault(version, Collections.emptySortedSet());
    }

    /** Those of both. */
    SortedSet<LocalDate> common(String first, String second) {
        SortedSet<LocalDate> both = new TreeSet<>(of(first));
        both.retainAll(of(second));
        return both;
    }

    /** From the first day on which either answered to the last; empty if neither did. */
    Optional<PeriodOptions.Period> span(String first, String second) {
        TreeSet<LocalDate> either = new TreeSet<>(of(first));
        either.addAll(of(second));
        return either.isEmpty()
                ? Optional.empty()
                : Optional.of(PeriodOptions.Period.ofDays(either.first(), either.last()));
    }

    /** "answered 2026-10-09 to 2026-10-12 (4 days)". */
    static String told(SortedSet<LocalDate> days) {
        if (days.isEmpty()) {
            return "did not answer";
        }
        return "answered " + days.first() + " to " + days.last() + " (" + days.size()
                + (days.size() == 1 ? " day)" : " days)");
    }

    /** The versions that answered, and when. */
    String told() {
        if (days.isEmpty()) {
            return "no version was evaluated yet";
        }
        StringBuilder told = new StringBuilder();
        for (Map.Entry<String, SortedSet<LocalDate>> each : days.entrySet()) {
            told.append(told.isEmpty() ? "" : "; ")
                    .append(each.getKey())
                    .append(' ')
                    .append(told(each.getValue()));
        }
        return told.toString();
    }
}
