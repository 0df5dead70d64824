package org.cxrwatch.score;

import org.cxrwatch.window.Window;

/**
 * A number that a host logged, over a window: one row of {@code system_metric_window}.
 *
 * @param host its name
 * @param window when
 * @param metric e.g. {@code cpu_percent}
 * @param samples finite samples
 * @param mean their mean
 * @param p95 their 95th percentile
 * @param max the largest
 */
public record HostMetric(
        String host, Window window, String metric, long samples, double mean, double p95, double max) {}
