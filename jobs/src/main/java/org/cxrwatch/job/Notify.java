package org.cxrwatch.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final int AT_ONCE = 50;

    private final Outbox outbox;
    private final Map<String, Channel> channels;
    private final Terms terms;

    /** Delivers through these channels. */
    public Notify(Outbox outbox, List<Channel> channels, Terms terms) {
        this.outbox = outbox;
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

        /** How long to wait after this attempt; spread by up to a fifth, so that not all come back at once. */
        Duration waitAfter(int attempt, String dedupKey) {
            Duration wait = firstWait;
            for (int i = 1; i < attempt && wait.compareTo(longestWait) < 0; i++) {
                wait = wait.multipliedBy(2);
            }
            Duration bounded = wait.compareTo(longestWait) < 0 ? wait : longestWait;
            int percent = Math.floorMod(dedupKey.hashCode() * 31 + attempt, 21);
            return bounded.plus(bounded.multipliedBy(percent).dividedBy(100));
        }
    }

    /** Tries every message that is due once. */
    public Result run() {
        List<Attempt> attempts = new ArrayList<>();
        List<Outbox.Pending> leased;
        do {
            leased = outbox.lease(AT_ONCE, terms.lease());
            leased.forEach(pending -> attempts.add(attempt(pending)));
        } while (leased.size() == AT_ONCE);
        return new Result(attempts);
    }

    private Attempt attempt(Outbox.Pending pending) {
        Delivery delivery = bounded(pending, deliver(pending.message()));
        outbox.settle(
                pending,
                delivery,
                delivery.after()
                        .orElseGet(() -> terms.waitAfter(
                                pending.attempt(), pending.message().dedupKey())));
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
     */
    public record Result(List<Attempt> attempts) {

        /** Copies the list. */
        public Result {
            attempts = List.copyOf(attempts);
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
