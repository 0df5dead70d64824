package org.cxrwatch.notify;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.cxrwatch.port.Channel.Delivery;

/** One incoming webhook of Slack: it takes a message a second, and none before the time it asked to wait for. */
public final class SlackHook {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final HttpSender sender;
    private final LongSupplier nanos;
    private final SlackHooks.Waiting waiting;
    private OptionalLong last = OptionalLong.empty();
    private OptionalLong blockedUntil = OptionalLong.empty();

    SlackHook(Endpoint endpoint, HttpSender sender, LongSupplier nanos, SlackHooks.Waiting waiting) {
        this.endpoint = endpoint;
        this.sender = sender;
        this.nanos = nanos;
        this.waiting = waiting;
    }

    /** Posts a message when it may. */
    synchronized Delivery post(String json) {
        Duration blocked = left(blockedUntil, Duration.ZERO);
        if (!blocked.isZero()) {
            return Delivery.retryAfter(
                    blocked,
                    endpoint + " asked to wait, as it was sent too much: the message is sent when it allows it");
        }
        try {
            Duration wait = left(last, BETWEEN);
            if (!wait.isZero()) {
                waiting.of(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("it was interrupted before it was sent; nothing is lost, it is tried again");
        }
        Delivery delivery = sender.post(endpoint, Map.of(), json);
        last = OptionalLong.of(nanos.getAsLong());
        delivery.after().ifPresent(wait -> blockedUntil = OptionalLong.of(nanos.getAsLong() + wait.toNanos()));
        return delivery;
    }

    private Duration left(OptionalLong since, Duration span) {
        long left = since.isEmpty() ? 0 : since.getAsLong() + span.toNanos() - nanos.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
