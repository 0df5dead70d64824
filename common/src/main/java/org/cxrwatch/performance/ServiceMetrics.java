package org.cxrwatch.performance;

import java.util.List;

/** The metrics of the service; failed requests count for the first four only. */
public final class ServiceMetrics {

    private static final List<ServiceMetric> ALL = List.of(
            new Requests(),
            new Throughput(),
            new ErrorRate(),
            new TimeoutRate(),
            new LatencyMean(),
            LatencyQuantile.median(),
            LatencyQuantile.p95(),
            LatencyQuantile.p99(),
            SlowShare.above2s());

    private ServiceMetrics() {}

    /** All of them. */
    public static List<ServiceMetric> all() {
        return ALL;
    }
}
