package org.cxrwatch.performance;

import org.cxrwatch.model.RequestStatus;

/** {@code timeout_rate}: the share of requests that timed out, in [0, 1], Wilson's interval. Least n: one request. */
public final class TimeoutRate implements ServiceMetric {

    @Override
    public String name() {
        return "timeout_rate";
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        return Wilson.share(load.part().requestsOf(RequestStatus.TIMEOUT), load.requests());
    }
}
