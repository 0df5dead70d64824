package org.cxrwatch.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The incoming webhooks of Slack that messages go to: each is one, however many receivers use it. */
public final class SlackHooks {

    private final HttpSender sender;
    private final LongSupplier nanos;
    private final Waiting waiting;
    private final Map<Endpoint, SlackHook> hooks = new HashMap<>();

    /** A way to wait. */
    interface Waiting {
        void of(Duration wait) throws InterruptedException;
    }

    /** Posts with this sender. */
    public SlackHooks(HttpSender sender) {
        this(sender, System::nanoTime, wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()));
    }

    SlackHooks(HttpSender sender, LongSupplier nanos, Waiting waiting) {
        this.sender = sender;
        this.nanos = nanos;
        this.waiting = waiting;
    }

    /** The webhook at an address. */
    public SlackHook at(Endpoint endpoint) {
        return hooks.computeIfAbsent(endpoint, absent -> new SlackHook(endpoint, sender, nanos, waiting));
    }
}
