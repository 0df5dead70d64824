package org.cxrwatch.performance;

/**
 * {@code error_rate}: the share of requests that failed or timed out, in [0, 1], Wilson's interval. Least n: one
 * request.
 */
public final class ErrorRate implements ServiceMetric {

    @Override
    public String name() {
        return "error_rate";
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        return Wilson.share(load.part().failures(), load.requests());
    }
}
