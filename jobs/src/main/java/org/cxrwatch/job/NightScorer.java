package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.DriftCause;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.HostGrowth;
import org.cxrwatch.alert.HostLoad;
import org.cxrwatch.alert.LabelReading;
import org.cxrwatch.alert.MeasuredDay;
import org.cxrwatch.alert.VersionTraffic;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.DailyTrend;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Recommendations;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.score.Verdicts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficWords;
import org.cxrwatch.window.Window;

/** Scores the windows of one night after another, each as of then. */
final class NightScorer {

    private final EvaluationPolicy policy;
    private final CellSums cells;
    private final BaselineBook baselines;
    private final ModelScorer models;
    private final DataQuality quality;
    private final KnownRequests requests;
    private final TrafficScorer traffic;
    private final AccuracyCharts charts;
    private final LatestRows latest = new LatestRows();
    private final Map<ServiceKey, ServiceDay> services = new HashMap<>();

    private final Map<GrowthKey, List<HostGrowth>> growths = new HashMap<>();

    private final Map<ChartKey, NightCharts> charted = new HashMap<>();

    private record ChartKey(String baseline, LocalDate day) {}

    private record GrowthKey(LocalDate day, long samples) {}

    private record ServiceKey(LocalDate day, long requests, long samples) {}

    /** A day of the service: the same for as long as nothing of it arrives. */
    private record ServiceDay(List<MetricScore> metrics, List<HostMetric> hosts, List<HostLoad> loads) {

        static ServiceDay of(ServiceScorer service, LocalDate day) {
            return new ServiceDay(service.metrics(day), service.hosts(day), service.loads(day));
        }
    }

    NightScorer(EvaluationPolicy policy, CellSums cells, BaselineBook baselines, DataQuality quality) {
        this.policy = policy;
        this.cells = cells;
        this.baselines = baselines;
        this.models = new ModelScorer(policy, cells, baselines);
        this.quality = quality;
        this.charts = new AccuracyCharts(policy, cells);
        this.requests = new KnownRequests(cells, policy.slicing().nestedIn());
        this.traffic = new TrafficScorer(requests, policy.traffic());
    }

    /**
     * What a night comes to.
     *
     * @param results the rows that differ from what an earlier night of this run gave
     * @param findings what the rules judge
     */
    record Scored(NightResults results, Findings findings) {}

    /**
     * Scores a night.
     *
     * @param night its day, the last one it scores
     * @param asOf only what had arrived by then counts
     * @param days the days to score, up to that one
     */
    Scored score(LocalDate night, Instant asOf, SortedSet<LocalDate> days) {
        KnownLabels labels = new LabelKnowledge(cells, night, asOf).known(policy.labels());
        ServiceScorer service = new ServiceScorer(cells, asOf, policy.leastRows());
        Rows rows = new Rows();
        Map<LocalDate, TrafficDay> lives = lives(night, asOf);
        for (LocalDate day : days) {
            Optional<TrafficDay> life = Optional.ofNullable(lives.get(day));
            for (String version : versions(day, asOf)) {
                ModelWindow model = models.score(version, Window.day(day), asOf, labels);
                Optional<NightCharts> found = charts(version, day, asOf);
                List<String> more = Stream.of(
                                model.why().stream(),
                                found.stream()
                                        .flatMap(one -> one.falls().stream().limit(2)),
                                traffic(life))
                        .flatMap(words -> words)
                        .toList();
                rows.add(model, verdicts(model, more));
                found.ifPresent(one -> rows.judged.addAll(one.scores()));
                models.measured(version, day, asOf).ifPresent(rows.measured::add);
                rows.versions.add(traffic(version, day, model.parts().rows(Slice.ALL), asOf));
            }
            life.ifPresent(known -> silent(known, asOf).forEach(rows.versions::add));
            quality.metrics(day, asOf).forEach(rows::add);
            ServiceDay ofService = services.computeIfAbsent(
                    new ServiceKey(
                            day, cells.known(PartKind.SERVICE, day, asOf), cells.known(PartKind.SYSTEM, day, asOf)),
                    key -> ServiceDay.of(service, day));
            rows.add(ofService);
            life.ifPresent(known -> rows.add(known, ofService));
            rows.growths.addAll(growths(service, day, asOf));
        }
        rows.add(labels, days);
        addLatest(night, asOf, labels, rows);
        rolling(night, days).forEach(window -> addRolling(window, asOf, labels, rows));
        LocalDate trafficFrom = firstTraffic(night, asOf, days.first());
        return new Scored(
                latest.changed(rows.results(asOf)),
                rows.findings(service.traffic(trafficFrom, night, days.stream()), requests.within(asOf)));
    }

    private LocalDate firstTraffic(LocalDate night, Instant asOf, LocalDate firstScored) {
        LocalDate firstKnown = requests.firstDay(asOf).orElse(night);
        return max(firstKnown, firstScored.minusDays(ServiceScorer.TRAFFIC_DAYS));
    }

    /** What stands with the night itself: errors of estimates so far, and charts as they end. */
    private void addLatest(LocalDate night, Instant asOf, KnownLabels labels, Rows rows) {
        for (String version : versions(night, asOf)) {
            rows.metrics.addAll(models.runningErrors(version, asOf, labels));
            charts(version, night, asOf).ifPresent(found -> rows.metrics.addAll(found.scores()));
        }
    }

    /** Those that end with the night, and where rules look at such windows, those that end with a day scored. */
    private Stream<Window> rolling(LocalDate night, SortedSet<LocalDate> days) {
        return policy.windows().scored().stream()
                .flatMap(kind -> policy.rules().read(kind)
                        ? Stream.concat(days.stream(), Stream.of(night))
                                .distinct()
                                .map(day -> Window.endingOn(day, kind))
                        : Stream.of(Window.endingOn(night, kind)));
    }

    /** The days that alerts may still change by: as many whatever else a night scores, so that nights agree. */
    private Map<LocalDate, TrafficDay> lives(LocalDate night, Instant asOf) {
        LocalDate first = night.plusDays(1).minus(policy.alertHorizon());
        return traffic.days(first, night, asOf).stream()
                .collect(Collectors.toMap(TrafficDay::day, Function.identity()));
    }

    /** Cached apart from the day's other numbers, as it rests on the days before too. */
    private List<HostGrowth> growths(ServiceScorer service, LocalDate day, Instant asOf) {
        long samples = day.minusDays(DailyTrend.MOST - 1L)
                .datesUntil(day.plusDays(1))
                .mapToLong(each -> cells.known(PartKind.SYSTEM, each, asOf))
                .sum();
        return growths.computeIfAbsent(
                new GrowthKey(day, samples),
                key -> service.growths(day, policy.rules().rising(), policy.limits()));
    }

    private static LocalDate max(LocalDate left, LocalDate right) {
        return left.isAfter(right) ? left : right;
    }

    /** Who answered that day; if nobody did, who answered last: that it is silent must be said. */
    private SortedSet<String> versions(LocalDate day, Instant asOf) {
        SortedSet<String> versions = requests.versionsOn(day, asOf);
        LocalDate earlier = day;
        while (versions.isEmpty()
                && earlier.isAfter(day.minusDays(policy.alertHorizon().getDays()))) {
            earlier = earlier.minusDays(1);
            versions = requests.versionsOn(earlier, asOf);
        }
        return versions;
    }

    /** The versions that answered before and not that day. */
    private Stream<VersionTraffic> silent(TrafficDay life, Instant asOf) {
        SortedSet<String> answering = versions(life.day(), asOf);
        return life.values().keySet().stream()
                .filter(slice -> slice.key().equals(DailyRequests.VERSION) && !answering.contains(slice.value()))
                .map(slice -> traffic(slice.value(), life.day(), 0, asOf));
    }

    /** What is scored of several days that end with the night: of every version that answered in them. */
    private void addRolling(Window window, Instant asOf, KnownLabels labels, Rows rows) {
        window.days().stream()
                .flatMap(day -> requests.versionsOn(day, asOf).stream())
                .distinct()
                .map(version -> models.score(version, window, asOf, labels))
                .forEach(model -> rows.add(model, verdicts(model, List.of())));
        new ServiceScorer(cells, asOf, policy.leastRows()).metrics(window).forEach(rows::add);
    }

    /** As the day's own night knew it: what a verdict said of charts stays said. */
    private Optional<NightCharts> charts(String version, LocalDate day, Instant asOf) {
        Instant end = Window.day(day).end();
        return baselines
                .find(version, asOf)
                .map(reference -> charted.computeIfAbsent(
                        new ChartKey(reference.baseline().about().id(), day),
                        key -> charts.of(reference.baseline(), day, end)));
    }

    private static Stream<String> traffic(Optional<TrafficDay> life) {
        return life.stream().flatMap(day -> new TrafficWords(day).recommendations().stream());
    }

    private List<Verdict> verdicts(ModelWindow model, List<String> more) {
        Verdicts.Findings found = new Verdicts.Findings(
                model.subjects(),
                model.input().causes(),
                List.of(),
                model.input().trusts());
        List<String> words = Recommendations.with(
                new Recommendations(policy.positiveClass(), policy.slicing().nestedIn()).of(model.parts(), found),
                more);
        return new Verdicts(policy.drift()).of(model.parts(), found.saying(words));
    }

    private VersionTraffic traffic(String version, LocalDate day, long rows, Instant asOf) {
        Map<String, String> active = baselines.active(asOf);
        VersionTraffic.Standing standing = active.containsKey(version)
                ? VersionTraffic.Standing.HAS_BASELINE
                : active.isEmpty() ? VersionTraffic.Standing.NOBODY_HAS : VersionTraffic.Standing.ONLY_OTHERS_HAVE;
        return new VersionTraffic(
                version,
                Window.day(day),
                rows,
                requests.firstRequest(version, asOf).orElse(Window.day(day).start()),
                standing);
    }

    /** The rows of a night as they come together. */
    private static final class Rows {

        private final List<MetricScore> metrics = new ArrayList<>();
        private final List<MetricScore> judged = new ArrayList<>();
        private final List<MeasureScore> measures = new ArrayList<>();
        private final List<SubjectScore> subjects = new ArrayList<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private final List<HostMetric> hosts = new ArrayList<>();
        private final List<DistributionBins> bins = new ArrayList<>();
        private final List<DriftCause> causes = new ArrayList<>();
        private final List<HostLoad> loads = new ArrayList<>();
        private final List<HostGrowth> growths = new ArrayList<>();
        private final List<VersionTraffic> versions = new ArrayList<>();
        private final List<TrafficDay> days = new ArrayList<>();
        private final List<LabelReading> labels = new ArrayList<>();
        private final List<MeasuredDay> measured = new ArrayList<>();

        void add(ModelWindow model, List<Verdict> ofModel) {
            metrics.addAll(model.metrics());
            judged.addAll(model.judged());
            measures.addAll(model.input().measures());
            subjects.addAll(model.subjects());
            subjects.addAll(model.input().previous());
            bins.addAll(model.input().bins());
            verdicts.addAll(ofModel);
            model.input()
                    .causes()
                    .forEach((kind, slices) -> slices.forEach(slice -> causes.add(
                            new DriftCause(model.parts().scope(), model.parts().window(), kind, slice))));
        }

        void add(MetricScore metric) {
            metrics.add(metric);
            judged.add(metric);
        }

        void add(ServiceDay service) {
            metrics.addAll(service.metrics());
            judged.addAll(service.metrics());
            hosts.addAll(service.hosts());
            loads.addAll(service.loads());
        }

        void add(TrafficDay day, ServiceDay service) {
            List<MetricScore> beside = TrafficScorer.metrics(day, service.metrics());
            metrics.addAll(beside);
            judged.addAll(beside);
            days.add(day);
        }

        /** Labels are judged on the days that are scored: what is sealed is not judged again. */
        void add(KnownLabels known, SortedSet<LocalDate> scored) {
            known.readings().stream()
                    .filter(reading -> scored.contains(reading.window().lastDay()))
                    .forEach(labels::add);
        }

        NightResults results(Instant asOf) {
            return new NightResults(asOf, metrics, measures, subjects, verdicts, hosts, bins);
        }

        Findings findings(List<org.cxrwatch.alert.HourTraffic> traffic, Map<Slice, Set<Slice>> within) {
            return new Findings(
                    judged, subjects, causes, loads, growths, traffic, versions, days, labels, measured, within);
        }
    }

    /** The days a night scores: those that alerts may still change by, and any others given. */
    static SortedSet<LocalDate> days(LocalDate first, LocalDate last, Stream<LocalDate> others) {
        TreeSet<LocalDate> days =
                new TreeSet<>(first.datesUntil(last.plusDays(1)).toList());
        others.filter(day -> !day.isAfter(last)).forEach(days::add);
        return days;
    }
}
