package org.cxrwatch.performance;

import java.time.Duration;

/**
 * {@code share_above_2s}: the share of successful requests that took longer than a level, in [0, 1], Wilson's
 * interval. Latencies that are not finite are left out. Least n: one successful request.
 *
 * @param name in the tables
 * @param level what is still fast enough
 */
public record SlowShare(String name, Duration level) implements ServiceMetric {

    private static final double NANOS = 1e9;

    /** Longer than two seconds. */
    public static SlowShare above2s() {
        return new SlowShare("share_above_2s", Duration.ofSeconds(2));
    }

    @Override
    public MetricValue score(ServiceLoad load) {
        double seconds = level.getSeconds() + level.getNano() / NANOS;
        return Wilson.share(Exceedances.count(load.part().latency(), seconds), load.timed());
    }
}
