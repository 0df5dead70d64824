package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.History;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;

/** Reads of what was published what one page needs, each time for the slices that the page shows. */
final class Reading {

    private final Stores stores;
    private final Terms terms;
    private final AlertDays alerts;

    Reading(Stores stores, Terms terms) {
        this.stores = stores;
        this.terms = terms;
        this.alerts = new AlertDays(
                stores.alerts().episodes(AlertLog.Filter.ALL), stores.alerts().transitions(), terms.asOf());
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

    CaseViews cases() {
        return new CaseViews(stores.history(), alerts, terms);
    }

    /** The days that nights speak of, ascending. */
    List<LocalDate> nights() {
        return stores.history().nights().stream()
                .filter(night -> terms.asOf().map(at -> !night.isAfter(at)).orElse(true))
                .map(night -> Shown.day(night).minusDays(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** The last night known. */
    Optional<Instant> lastNight() {
        return stores.history().nights().stream()
                .filter(night -> terms.asOf().map(at -> !night.isAfter(at)).orElse(true))
                .reduce((earlier, later) -> later);
    }

    Metrics metrics(LocalDate first, LocalDate last, Slice slice) {
        return new Metrics(stores.history().metrics(query(first, last, WindowKind.DAY).withSlice(slice)));
    }

    List<org.cxrwatch.score.MetricScore> hours(LocalDate day, Slice slice) {
        return stores.history().metrics(query(day, day, WindowKind.HOUR).withSlice(slice));
    }

    /** Of every slice. */
    List<Verdict> verdicts(LocalDate day) {
        return stores.history().verdicts(query(day, day, WindowKind.DAY));
    }

    List<Verdict> verdicts(LocalDate first, LocalDate last, Slice slice) {
        return stores.history().verdicts(query(first, last, WindowKind.DAY).withSlice(slice));
    }

    List<SubjectScore> drift(LocalDate day, Slice slice) {
        return stores.history().drift(query(day, day, WindowKind.DAY).withSlice(slice));
    }

    List<DistributionBins> distributions(LocalDate day, Slice slice) {
        return stores.history().distributions(query(day, day, WindowKind.DAY).withSlice(slice));
    }

    List<HostMetric> hosts(LocalDate first, LocalDate last) {
        return stores.history().hosts(query(first, last, WindowKind.DAY));
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
