package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.History;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** Reads of what was published what one page needs, each time for the slices that the page shows. */
final class Reading {

    /** With more slices than these, each is read by itself. */
    private static final int FEW_SLICES = 100;

    private static final int REMEMBERED = 24;

    private final Stores stores;
    private final Terms terms;
    private final AlertDays alerts;
    private final List<Instant> known;
    private final Map<LocalDate, List<CaseView>> cases = new HashMap<>();
    private final Once<MetricScore> metrics;
    private final Once<Verdict> verdicts;
    private final Once<SubjectScore> drift;
    private final Once<DistributionBins> distributions;

    /** Rows of one kind: a page asks many questions twice, and the pages of a night share most; each is asked once. */
    private record Once<R>(
            Function<History.Query, List<R>> read, Function<R, WindowSlice> where, Map<History.Query, List<R>> known) {

        static <R> Once<R> of(Function<History.Query, List<R>> read, Function<R, WindowSlice> where) {
            return new Once<>(read, where, new LinkedHashMap<>());
        }

        List<R> all(History.Query query) {
            List<R> rows = known.get(query);
            if (rows == null) {
                rows = read.apply(query);
                if (known.size() >= REMEMBERED) {
                    known.remove(known.keySet().iterator().next());
                }
                known.put(query, rows);
            }
            return rows;
        }

        List<R> of(Slice slice, History.Query query) {
            return all(query).stream()
                    .filter(row -> where.apply(row).slice().equals(slice))
                    .toList();
        }
    }

    Reading(Stores stores, Terms terms) {
        this.stores = stores;
        this.terms = terms;
        this.alerts = new AlertDays(
                stores.alerts().episodes(AlertLog.Filter.ALL), stores.alerts().transitions(), terms.asOf());
        History history = stores.history();
        this.known = history.nights().stream()
                .filter(night -> terms.asOf().map(at -> !night.isAfter(at)).orElse(true))
                .toList();
        this.metrics = Once.of(history::metrics, MetricScore::where);
        this.verdicts = Once.of(history::verdicts, Verdict::where);
        this.drift = Once.of(history::drift, SubjectScore::where);
        this.distributions = Once.of(history::distributions, DistributionBins::where);
    }

    Stores stores() {
        return stores;
    }

    Terms terms() {
        return terms;
    }

    AlertDays alerts() {
        return alerts;
    }

    /** The cases that were open on a day, the worst first; each page of a night shows some of them. */
    List<CaseView> cases(LocalDate day) {
        return cases.computeIfAbsent(day, any -> new CaseViews(stores.history(), alerts, terms).on(day));
    }

    /** To another page, if it is there. */
    Link link(String text, String file) {
        return new Link(text, file, terms.files().test(file));
    }

    /** The days that nights speak of, ascending. */
    List<LocalDate> nights() {
        return known.stream()
                .map(night -> Shown.day(night).minusDays(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** The last night known. */
    Optional<Instant> lastNight() {
        return known.stream().reduce((earlier, later) -> later);
    }

    /** Of one slice. */
    Metrics metrics(LocalDate first, LocalDate last, Slice slice) {
        History.Query days = query(first, last, WindowKind.DAY);
        boolean wide = first.equals(last) && areFew(last);
        return new Metrics(wide ? metrics.of(slice, days) : metrics.all(days.withSlice(slice)));
    }

    List<MetricScore> hours(LocalDate day, Slice slice) {
        return stores.history().metrics(query(day, day, WindowKind.HOUR).withSlice(slice));
    }

    /** Of every slice. */
    List<Verdict> verdicts(LocalDate day) {
        return verdicts.all(query(day, day, WindowKind.DAY));
    }

    List<Verdict> verdicts(LocalDate first, LocalDate last, Slice slice) {
        return ofSlice(verdicts, query(first, last, WindowKind.DAY), slice);
    }

    List<SubjectScore> drift(LocalDate day, Slice slice) {
        return ofSlice(drift, query(day, day, WindowKind.DAY), slice);
    }

    /** What accuracy of a version was in its baseline, by the labels known now. */
    Optional<Double> accuracyBefore(LocalDate day, Slice slice, Scope scope) {
        return drift(day, slice).stream()
                .filter(score -> score.kind() == DriftKind.CONCEPT)
                .filter(score -> score.where().scope().equals(scope))
                .map(score -> score.aid("accuracy_before"))
                .filter(Double::isFinite)
                .findFirst();
    }

    List<DistributionBins> distributions(LocalDate day, Slice slice) {
        return ofSlice(distributions, query(day, day, WindowKind.DAY), slice);
    }

    List<HostMetric> hosts(LocalDate first, LocalDate last) {
        return stores.history().hosts(query(first, last, WindowKind.DAY));
    }

    private boolean areFew(LocalDate day) {
        return verdicts(day).size() <= FEW_SLICES;
    }

    /** All of these days are read at once, as long as they have few slices. */
    private <R> List<R> ofSlice(Once<R> rows, History.Query days, Slice slice) {
        return areFew(Shown.day(days.to().minusNanos(1))) ? rows.of(slice, days) : rows.all(days.withSlice(slice));
    }

    private History.Query query(LocalDate first, LocalDate last, WindowKind kind) {
        return new History.Query(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Optional.empty(),
                Optional.empty(),
                Set.of(kind),
                terms.asOf());
    }
}
