package org.cxrwatch.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.cxrwatch.port.Outbox;

/**
 * Delivers what publications decided to tell people. A message is leased while it is being sent, so that two senders do
 * not send it both, and settled afterwards; a sender that dies in between sends it again when the lease has ended.
 */
public final class Notify {

    /** Messages that one receiver is sent in a run, and failures after which it is left for the next. */
    private static final int MOST = 200;

    private static final int PATIENCE = 2;

    private final Outbox stored;
    private final Map<String, Channel> channels;
    private final Terms terms;

    /** Delivers through these channels. */
    public Notify(Outbox outbox, List<Channel> channels, Terms terms) {
        this.stored = outbox;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.terms = terms;
    }

    /**
     * How long to try.
     *
     * @param lease how long a message belongs to one sender
     * @param firstWait after the first failure; it doubles with every further one
     * @param longestWait at most
     * @param attempts after which a message is given up
     */
    public record Terms(Duration lease, Duration firstWait, Duration longestWait, int attempts) {

        /** How long to wait after this attempt: what the receiver asks for, within bounds, else as long as is usual. */
        Duration wait(Delivery delivery, int attempt, String dedupKey) {
            Duration wait = delivery.after().orElseGet(() -> usual(attempt));
            Duration most = wait.compareTo(longestWait) < 0 ? wait : longestWait;
            return spread(most.compareTo(firstWait) > 0 ? most : firstWait, attempt, dedupKey);
        }

        private Duration usual(int attempt) {
            Duration wait = firstWait;
            for (int i = 1; i < attempt && wait.compareTo(longestWait) < 0; i++) {
                wait = wait.multipliedBy(2);
            }
            return wait;
        }

        /** By up to a fifth, so that not all come back at once. */
        private static Duration spread(Duration wait, int attempt, String dedupKey) {
            int permille = Math.floorMod((dedupKey + attempt).hashCode(), 201);
            return wait.plus(wait.multipliedBy(permille).dividedBy(1_000));
        }
    }

    /**
     * Tries what is due, the most urgent first, one message at a time, so that its lease need only outlast one attempt.
     * A receiver that fails twice, or has had its share, is left for the next run: the others do not wait for it.
     */
    public Result run() {
        return stored.together(this::run);
    }

    private Result run(Outbox outbox) {
        List<Attempt> attempts = new ArrayList<>();
        Map<String, Integer> tried = new HashMap<>();
        Map<String, Integer> failed = new HashMap<>();
        Set<String> left = new TreeSet<>();
        List<Outbox.Pending> leased = outbox.lease(1, terms.lease(), left);
        while (!leased.isEmpty()) {
            Attempt attempt = attempt(outbox, leased.get(0));
            attempts.add(attempt);
            String receiver = attempt.message().receiver();
            int failures = attempt.delivery().status() == Status.RETRY ? failed.merge(receiver, 1, Integer::sum) : 0;
            if (failures >= PATIENCE || tried.merge(receiver, 1, Integer::sum) >= MOST) {
                left.add(receiver);
            }
            leased = outbox.lease(1, terms.lease(), left);
        }
        return new Result(attempts, left);
    }

    private Attempt attempt(Outbox outbox, Outbox.Pending pending) {
        Delivery delivery = bounded(pending, deliver(pending.message()));
        outbox.settle(
                pending,
                delivery,
                terms.wait(delivery, pending.attempt(), pending.message().dedupKey()));
        return new Attempt(pending.message(), delivery);
    }

    private Delivery deliver(Message message) {
        Channel channel = channels.get(message.receiver());
        return channel == null
                ? Delivery.rejected("no receiver " + message.receiver() + " is configured in notify.receivers")
                : channel.send(message);
    }

    private Delivery bounded(Outbox.Pending pending, Delivery delivery) {
        return delivery.status() == Status.RETRY && pending.attempt() >= terms.attempts()
                ? Delivery.rejected("given up after " + pending.attempt() + " attempts: " + delivery.detail())
                : delivery;
    }

    /**
     * One message and what became of it.
     *
     * @param message what was to be said
     * @param delivery how that went
     */
    public record Attempt(Message message, Delivery delivery) {}

    /**
     * What became of the messages that were due.
     *
     * @param attempts in the order they were made
     * @param left receivers whose further messages were left for the next run
     */
    public record Result(List<Attempt> attempts, Set<String> left) {

        /** Copies the collections. */
        public Result {
            attempts = List.copyOf(attempts);
            left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
        }

        /** The attempts that ended so. */
        public List<Attempt> with(Status status) {
            return attempts.stream()
                    .filter(attempt -> attempt.delivery().status() == status)
                    .toList();
        }

        /** What happened, in a sentence or two. */
        public String sentence() {
            if (attempts.isEmpty()) {
                return "Nothing to send.";
            }
            int later = with(Status.RETRY).size();
            int never = with(Status.REJECTED).size();
            return counted(with(Status.SENT).size()) + " sent"
                    + (later > 0 ? ", " + later + " to be tried again later" : "")
                    + (never > 0 ? ", " + never + " refused for good" : "") + ".";
        }

        private static String counted(int messages) {
            return messages + (messages == 1 ? " message" : " messages");
        }
    }
}
