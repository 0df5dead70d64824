package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

final class MemoryHistory implements History {

    private static final Comparator<WindowSlice> ORDER = Comparator.comparing(
                    (WindowSlice where) -> where.window().start())
            .thenComparing(where -> where.window().kind().name())
            .thenComparing(WindowSlice::scope)
            .thenComparing(WindowSlice::slice);

    private final List<RevisedNight> published;
    private final List<Instant> nights;

    MemoryHistory(List<RevisedNight> published, List<Instant> nights) {
        this.published = published;
        this.nights = nights;
    }

    @Override
    public List<MetricScore> metrics(Query query) {
        return known(query, NightResults::metrics, ResultKey::of).stream()
                .filter(row -> wanted(query, row.where()))
                .sorted(Comparator.comparing(MetricScore::where, ORDER).thenComparing(MetricScore::metric))
                .toList();
    }

    @Override
    public List<SubjectScore> drift(Query query) {
        return known(query, NightResults::subjects, ResultKey::of).stream()
                .filter(row -> wanted(query, row.where()))
                .sorted(Comparator.comparing(SubjectScore::where, ORDER)
                        .thenComparing(row -> row.kind().text())
                        .thenComparing(SubjectScore::subject))
                .toList();
    }

    @Override
    public List<Verdict> verdicts(Query query) {
        return known(query, NightResults::verdicts, ResultKey::of).stream()
                .filter(row -> wanted(query, row.where()))
                .sorted(Comparator.comparing(Verdict::where, ORDER))
                .toList();
    }

    @Override
    public List<DistributionBins> distributions(Query query) {
        return known(query, NightResults::distributions, ResultKey::of).stream()
                .filter(row -> wanted(query, row.where()))
                .sorted(Comparator.comparing(DistributionBins::where, ORDER).thenComparing(DistributionBins::subject))
                .toList();
    }

    @Override
    public List<HostMetric> hosts(Query query) {
        return known(query, NightResults::hosts, ResultKey::of).stream()
                .filter(row -> wanted(query, row.window()))
                .sorted(Comparator.comparing((HostMetric row) -> row.window().start())
                        .thenComparing(row -> row.window().kind().name())
                        .thenComparing(HostMetric::host)
                        .thenComparing(HostMetric::metric))
                .toList();
    }

    @Override
    public List<Instant> nights() {
        return nights.stream().distinct().sorted().toList();
    }

    /** Unlike the known rows of the core, picks the latest by sorting all: a second way to the same answer. */
    private <R> List<R> known(Query query, Function<NightResults, List<R>> rows, Function<R, ResultKey> key) {
        List<KnownRows.Version<R>> versions = new ArrayList<>();
        for (RevisedNight night : published) {
            Instant asOf = night.rows().asOf();
            if (query.asOf().map(instant -> !asOf.isAfter(instant)).orElse(true)) {
                rows.apply(night.rows())
                        .forEach(row -> versions.add(new KnownRows.Version<>(asOf, night.revisionOf(row), row)));
            }
        }
        versions.sort(Comparator.comparing((KnownRows.Version<R> version) -> version.asOf())
                .thenComparing(KnownRows.Version::revision));
        Map<ResultKey, R> latest = new LinkedHashMap<>();
        versions.forEach(version -> latest.put(key.apply(version.row()), version.row()));
        return List.copyOf(latest.values());
    }

    private static boolean wanted(Query query, WindowSlice where) {
        return wanted(query, where.window())
                && query.scope().map(where.scope()::equals).orElse(true)
                && query.slice().map(where.slice()::equals).orElse(true);
    }

    private static boolean wanted(Query query, Window window) {
        return !window.start().isBefore(query.from())
                && window.start().isBefore(query.to())
                && (query.kinds().isEmpty() || query.kinds().contains(window.kind()));
    }
}
