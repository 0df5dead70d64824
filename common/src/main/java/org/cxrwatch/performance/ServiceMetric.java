package org.cxrwatch.performance;

/** How the service does, as one number with a 95 % interval where one is defined. Times are in seconds. */
public interface ServiceMetric {

    /** Its name in the tables, e.g. {@code latency_p95}. */
    String name();

    /** What the requests say. */
    MetricValue score(ServiceLoad load);
}
