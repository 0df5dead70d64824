package org.cxrwatch.performance;

/** {@code throughput}: requests a second over the window's length; 0 where there were none. */
public final class Throughput implements ServiceMetric {

    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        double seconds = load.length().getSeconds() + load.length().getNano() / NANOS;
        return MetricValue.exact(load.requests() / seconds, load.requests());
    }
}
