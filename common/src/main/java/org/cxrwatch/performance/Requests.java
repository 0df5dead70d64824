package org.cxrwatch.performance;

/** {@code requests}: how many there were, whatever became of them; a count, 0 where there were none. */
public final class Requests implements ServiceMetric {

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        return MetricValue.exact(load.requests(), load.requests());
    }
}
