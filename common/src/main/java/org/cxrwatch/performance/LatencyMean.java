package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.NumericSummary;

/**
 * {@code latency_mean}: mean seconds of the successful requests, at least 0. Interval: mean ± 1.96 standard errors,
 * cut at 0; none below two requests. Latencies that are not finite are left out. Least n: one successful request.
 * Source: {@code numpy.mean}.
 */
public final class LatencyMean implements ServiceMetric {

    @Override
    public String name() {
        return "latency_mean";
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        NumericSummary latency = load.part().latency();
        long n = load.timed();
        if (n < 2) {
            return n == 0 ? MetricValue.none(Reason.TOO_FEW_ROWS, 0) : MetricValue.exact(latency.mean(), n);
        }
        double standardError = latency.standardDeviation() / Math.sqrt(n);
        return MetricValue.of(latency.mean(), Wilson.Z95 * standardError, Range.AT_LEAST_0, n);
    }
}
