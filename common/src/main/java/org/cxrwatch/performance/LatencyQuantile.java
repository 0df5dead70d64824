package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.NumericSummary;

/**
 * {@code latency_median}, {@code latency_p95}, {@code latency_p99}: seconds that this share of the successful
 * requests took at most, at least 0. Interval: the quantiles at q ± 1.96 √(q(1 − q)/n), the normal approximation of
 * the order statistics' ranks, which needs no shape of the latencies; it ends at the extremes where n is small.
 * Latencies that are not finite are left out. Least n: one successful request. Source: {@code numpy.quantile}
 * (linear).
 *
 * @param name in the tables
 * @param share between 0 and 1
 */
public record LatencyQuantile(String name, double share) implements ServiceMetric {

    /** Half of them are faster. */
    public static LatencyQuantile median() {
        return new LatencyQuantile("latency_median", 0.5);
    }

    /** One of twenty is slower. */
    public static LatencyQuantile p95() {
        return new LatencyQuantile("latency_p95", 0.95);
    }

    /** One of a hundred is slower. */
    public static LatencyQuantile p99() {
        return new LatencyQuantile("latency_p99", 0.99);
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        NumericSummary latency = load.part().latency();
        long n = load.timed();
        if (n == 0) {
            return MetricValue.none(Reason.TOO_FEW_ROWS, 0);
        }
        double half = Wilson.Z95 * Math.sqrt(share * (1 - share) / n);
        Score score = Score.of(
                latency.quantile(share),
                latency.quantile(Range.SHARE.cut(share - half)),
                latency.quantile(Range.SHARE.cut(share + half)));
        return new MetricValue(score, n);
    }
}
