package org.cxrwatch.spark;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;

/**
 * Ends work that nobody does: Spark waits without end for a cluster that has no worker free, or whose last worker has
 * gone. A scheduler then holds a night that will never come; ended, it is tried again.
 */
final class ExecutorWatch {

    /** How long work may wait for its first executor, or after its last one was lost; e.g. {@code 10min}. */
    static final String LIMIT = "spark.cxrwatch.executorWait";

    /** In the message of the failure, by which it is known again. */
    static final String REASON = "no executor came in time";

    private static final String DEFAULT = "5min";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SparkContext context;
    private final long limitNanos;
    private long idleSince;
    private boolean idle;

    private ExecutorWatch(SparkContext context, Duration limit) {
        this.context = context;
        this.limitNanos = limit.toNanos();
    }

    /** Watches a session of a cluster until the process ends. */
    static void over(SparkContext context) {
        Duration limit = Duration.ofSeconds(context.getConf().getTimeAsSeconds(LIMIT, DEFAULT));
        ExecutorWatch watch = new ExecutorWatch(context, limit);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cxrwatch-executor-watch");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(watch::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (context.isStopped()) {
            return;
        }
        SparkStatusTracker status = context.statusTracker();
        int[] jobs = status.getActiveJobIds();
        // The driver is listed among the executors.
        boolean waiting = jobs.length > 0 && status.getExecutorInfos().length < 2;
        long now = System.nanoTime();
        if (!waiting) {
            idle = false;
        } else if (!idle) {
            idle = true;
            idleSince = now;
        } else if (now - idleSince >= limitNanos) {
            for (int job : jobs) {
                context.cancelJob(job, REASON);
            }
        }
    }
}
