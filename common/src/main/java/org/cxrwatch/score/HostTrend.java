package org.cxrwatch.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.performance.Trend;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/**
 * How a number that a host logged went over some hours. It informs; no alert rests on it.
 *
 * @param host who logged
 * @param metric e.g. {@code gpu_memory_mb}
 * @param hours hours with samples
 * @param first the first hour's mean
 * @param last the last hour's mean
 * @param mean mean of all samples
 * @param p95 the 95th percentile of the hours' means, {@code numpy.quantile} (linear)
 * @param max the largest sample
 * @param perDay the trend of the hours' means, in units a day; empty below {@link Trend#LEAST} hours
 * @param gained the slope times the time from the first hour to the last, as a share of the median hour; empty where
 *     there is no trend to tell or the median is 0
 */
public record HostTrend(
        String host,
        String metric,
        int hours,
        double first,
        double last,
        double mean,
        double p95,
        double max,
        Optional<Trend> perDay,
        OptionalDouble gained) {

    /** A trend is told from chance below this p. */
    public static final double SIGNIFICANT = 0.01;

    private static final double SECONDS_A_DAY = 86_400;

    /** What hours say, in words. */
    public enum Reading {
        /** Clearly more. */
        RISES,
        /** Clearly less. */
        FALLS,
        /** Neither. */
        STEADY,
        /** A count since the host's program began: it rises with traffic. */
        COUNTS_UP,
        /** Too few hours. */
        TOO_FEW
    }

    /** Whether the number rises or falls. */
    public Reading reading() {
        if (metric.endsWith("_count")
                && perDay.filter(trend -> trend.slope() > 0).isPresent()) {
            return Reading.COUNTS_UP;
        }
        return perDay.map(trend -> {
                    boolean clear = trend.p() < SIGNIFICANT && trend.slope() != 0;
                    return !clear ? Reading.STEADY : trend.slope() > 0 ? Reading.RISES : Reading.FALLS;
                })
                .orElse(Reading.TOO_FEW);
    }

    /**
     * Trends of these hours, one a host and metric: what rises or falls first, that which gained or lost most before
     * the others.
     */
    public static List<HostTrend> of(List<HostMetric> hours) {
        record Key(String host, String metric) {}
        Map<Key, List<HostMetric>> series = hours.stream()
                .filter(hour -> hour.samples() > 0 && Double.isFinite(hour.mean()))
                .collect(Collectors.groupingBy(hour -> new Key(hour.host(), hour.metric())));
        List<HostTrend> trends = new ArrayList<>();
        series.values().forEach(each -> trends.add(ofOne(each)));
        trends.sort(Comparator.comparing((HostTrend trend) -> trend.isMoving() ? 0 : 1)
                .thenComparing(trend -> -Math.abs(trend.gained().orElse(0)))
                .thenComparing(HostTrend::metric)
                .thenComparing(HostTrend::host));
        return List.copyOf(trends);
    }

    private boolean isMoving() {
        return reading() == Reading.RISES || reading() == Reading.FALLS;
    }

    private static HostTrend ofOne(List<HostMetric> hours) {
        TreeMap<Instant, HostMetric> byTime = new TreeMap<>();
        hours.forEach(hour -> byTime.put(hour.window().start(), hour));
        HostMetric first = byTime.firstEntry().getValue();
        HostMetric last = byTime.lastEntry().getValue();
        TreeMap<Double, Double> points = new TreeMap<>();
        byTime.forEach((start, hour) -> points.put(days(first, hour), hour.mean()));
        NumericSummary means = NumericSummary.of(
                Resolution.BASELINE,
                points.values().stream().mapToDouble(Double::doubleValue).toArray());
        long samples = byTime.values().stream().mapToLong(HostMetric::samples).sum();
        double sum = byTime.values().stream()
                .mapToDouble(hour -> hour.mean() * hour.samples())
                .sum();
        Optional<Trend> perDay = Trend.find(points);
        double level = Math.abs(means.quantile(0.5));
        return new HostTrend(
                first.host(),
                first.metric(),
                byTime.size(),
                first.mean(),
                last.mean(),
                sum / samples,
                means.quantile(0.95),
                byTime.values().stream().mapToDouble(HostMetric::max).max().orElseThrow(),
                perDay,
                perDay.isPresent() && level > 0
                        ? OptionalDouble.of(perDay.get().slope() * days(first, last) / level)
                        : OptionalDouble.empty());
    }

    private static double days(HostMetric from, HostMetric to) {
        return Duration.between(from.window().start(), to.window().start()).toSeconds() / SECONDS_A_DAY;
    }
}
