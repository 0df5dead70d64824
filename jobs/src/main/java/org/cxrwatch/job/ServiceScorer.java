package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.alert.HostGrowth;
import org.cxrwatch.alert.HostLoad;
import org.cxrwatch.alert.HourTraffic;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.DailyTrend;
import org.cxrwatch.performance.HostUsage;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.ServiceLoad;
import org.cxrwatch.performance.ServiceMetric;
import org.cxrwatch.performance.ServiceMetrics;
import org.cxrwatch.score.ExpectedTraffic;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SystemPart;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/** Scores a day of the service, hour by hour and as a whole: requests, latencies and the hosts. */
final class ServiceScorer {

    /** Weeks of hourly counts from which usual traffic is known, in days. */
    static final int TRAFFIC_DAYS = 56;

    private static final String HOST = "host";
    private static final String NO_VERSION = "";
    private static final String REQUESTS = "requests";

    private final CellSums cells;
    private final Instant asOf;
    private final long leastRows;

    ServiceScorer(CellSums cells, Instant asOf, long leastRows) {
        this.cells = cells;
        this.asOf = asOf;
        this.leastRows = leastRows;
    }

    /** The metrics of the day and of each of its hours, of {@code all} and every hourly slice. */
    List<MetricScore> metrics(LocalDate day) {
        List<MetricScore> scores = new ArrayList<>();
        for (Slice slice : slices(day)) {
            for (int hour : hours().toArray()) {
                score(requests(day, hour, slice), Window.hour(day, hour), slice, scores);
            }
            score(requests(day, slice), Window.day(day), slice, scores);
        }
        return scores;
    }

    /** The metrics of several days together, of {@code all} and every hourly slice. */
    List<MetricScore> metrics(Window days) {
        TreeSet<Slice> slices = new TreeSet<>();
        days.days().forEach(day -> slices.addAll(slices(day)));
        List<MetricScore> scores = new ArrayList<>();
        for (Slice slice : slices) {
            ServicePart whole = days.days().stream()
                    .map(day -> requests(day, slice))
                    .reduce(ServicePart.empty(Resolution.SERVICE), ServicePart::plus);
            score(whole, days, slice, scores);
        }
        return scores;
    }

    private SortedSet<Slice> slices(LocalDate day) {
        TreeSet<Slice> slices = new TreeSet<>(List.of(Slice.ALL));
        cells.versionsOn(day).stream()
                .flatMap(version -> cells.slicesOf(version, day).stream())
                .filter(slice ->
                        hours().anyMatch(hour -> !parts(day, hour, slice).isEmpty()))
                .forEach(slices::add);
        return slices;
    }

    private ServicePart requests(LocalDate day, Slice slice) {
        return hours().mapToObj(hour -> requests(day, hour, slice))
                .reduce(ServicePart.empty(Resolution.SERVICE), ServicePart::plus);
    }

    private static IntStream hours() {
        return IntStream.range(0, 24);
    }

    private void score(ServicePart part, Window window, Slice slice, List<MetricScore> scores) {
        ServiceLoad load = new ServiceLoad(part, window.kind().length());
        for (ServiceMetric metric : ServiceMetrics.all()) {
            boolean counts = metric.name().equals(REQUESTS) || metric.name().equals("throughput");
            MetricValue value = metric.score(load).restingOn(counts ? 0 : leastRows);
            WindowSlice where = new WindowSlice(Scope.SERVICE, window, slice);
            scores.add(new MetricScore(where, metric.name(), value.score(), value.n()));
        }
    }

    private ServicePart requests(LocalDate day, int hour, Slice slice) {
        return parts(day, hour, slice).stream()
                .map(ServicePart.class::cast)
                .reduce(ServicePart.empty(Resolution.SERVICE), ServicePart::plus);
    }

    private List<Part> parts(LocalDate day, int hour, Slice slice) {
        return cells.versionsOn(day).stream()
                .map(version -> new CellKey(PartKind.SERVICE, version, day, Optional.of(hour), slice))
                .flatMap(key -> cells.sum(key, asOf).stream())
                .toList();
    }

    /** Requests beside the usual ones, for the hours of these days. */
    List<HourTraffic> traffic(LocalDate firstKnown, LocalDate lastDay, Stream<LocalDate> days) {
        SortedMap<LocalDate, List<Long>> counts = new TreeMap<>();
        firstKnown
                .datesUntil(lastDay.plusDays(1))
                .forEach(day -> counts.put(
                        day, hours().mapToObj(hour -> requestCount(day, hour)).toList()));
        ExpectedTraffic expected = new ExpectedTraffic(counts);
        return days.flatMap(day -> hours().mapToObj(hour -> traffic(expected, counts, day, hour)))
                .toList();
    }

    private static HourTraffic traffic(
            ExpectedTraffic expected, SortedMap<LocalDate, List<Long>> counts, LocalDate day, int hour) {
        Optional<ExpectedTraffic.Expectation> usual = expected.find(day, hour);
        return new HourTraffic(
                Window.hour(day, hour),
                counts.containsKey(day) ? counts.get(day).get(hour) : 0,
                usual.map(each -> OptionalDouble.of(each.mean())).orElse(OptionalDouble.empty()),
                usual.map(ExpectedTraffic.Expectation::p).orElse(1.0));
    }

    private long requestCount(LocalDate day, int hour) {
        return parts(day, hour, Slice.ALL).stream().mapToLong(Part::rows).sum();
    }

    /** What the hosts logged, by hour and for the day. */
    List<HostMetric> hosts(LocalDate day) {
        List<HostMetric> metrics = new ArrayList<>();
        for (Slice host : hostsOn(day)) {
            SystemPart whole = SystemPart.empty(Resolution.SERVICE);
            for (int hour : hours().toArray()) {
                SystemPart part = samples(day, hour, host);
                metrics.addAll(hostMetrics(part, host.value(), Window.hour(day, hour)));
                whole = whole.plus(part);
            }
            metrics.addAll(hostMetrics(whole, host.value(), Window.day(day)));
        }
        return metrics;
    }

    private static List<HostMetric> hostMetrics(SystemPart part, String host, Window window) {
        return HostUsage.all(part).stream()
                .filter(usage -> usage.samples() > 0)
                .map(usage -> new HostMetric(
                        host,
                        window,
                        usage.metric(),
                        usage.samples(),
                        usage.values().mean(),
                        usage.values().quantile(0.95),
                        usage.values().max()))
                .toList();
    }

    /** How loaded the hosts were in each hour. */
    List<HostLoad> loads(LocalDate day) {
        return hostsOn(day).stream()
                .flatMap(host -> hours().boxed()
                        .flatMap(hour -> HostUsage.all(samples(day, hour, host)).stream()
                                .filter(usage -> usage.samples() > 0)
                                .map(usage -> load(usage, host.value(), Window.hour(day, hour)))))
                .toList();
    }

    private static HostLoad load(HostUsage usage, String host, Window window) {
        long samples = usage.samples();
        return new HostLoad(
                host,
                window,
                usage.metric(),
                samples,
                usage.values().valueAtRank(samples / 2),
                usage.values().max());
    }

    /** Where these numbers of the hosts are going, by the days up to one. */
    List<HostGrowth> growths(LocalDate day, Collection<String> metrics, Map<String, Double> limits) {
        List<LocalDate> days =
                day.minusDays(DailyTrend.MOST - 1L).datesUntil(day.plusDays(1)).toList();
        List<HostGrowth> growths = new ArrayList<>();
        for (Slice host : hostsOn(day)) {
            Map<String, List<double[]>> hourly = new TreeMap<>();
            days.forEach(each -> addMeans(each, host, metrics, hourly));
            hourly.forEach((metric, hours) -> growths.add(new HostGrowth(
                    host.value(),
                    Window.day(day),
                    metric,
                    DailyTrend.find(hours).map(trend -> growth(trend, day, Optional.ofNullable(limits.get(metric)))))));
        }
        return growths;
    }

    private void addMeans(LocalDate day, Slice host, Collection<String> metrics, Map<String, List<double[]>> hourly) {
        double[][] means = new double[metrics.size()][24];
        List<String> names = List.copyOf(metrics);
        for (double[] of : means) {
            Arrays.fill(of, Double.NaN);
        }
        for (int hour : hours().toArray()) {
            for (HostUsage usage : HostUsage.all(samples(day, hour, host))) {
                int index = names.indexOf(usage.metric());
                if (index >= 0 && usage.samples() > 0) {
                    means[index][hour] = usage.values().mean();
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            hourly.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(means[i]);
        }
    }

    private static HostGrowth.Growth growth(DailyTrend trend, LocalDate day, Optional<Double> limit) {
        return new HostGrowth.Growth(
                trend.days(),
                trend.risesFor().isPresent()
                        ? Optional.of(day.minusDays(trend.risesFor().getAsInt()))
                        : Optional.empty(),
                trend.rate(),
                trend.last(),
                trend.gained(),
                trend.p(),
                limit.map(trend::daysTo).orElse(OptionalDouble.empty()));
    }

    private List<Slice> hostsOn(LocalDate day) {
        return cells.slicesOf(NO_VERSION, day).stream()
                .filter(slice -> slice.key().equals(HOST))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private SystemPart samples(LocalDate day, int hour, Slice host) {
        return cells.sum(new CellKey(PartKind.SYSTEM, NO_VERSION, day, Optional.of(hour), host), asOf)
                .map(SystemPart.class::cast)
                .orElse(SystemPart.empty(Resolution.SERVICE));
    }
}
