package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.job.Notify;
import org.cxrwatch.notice.Message;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Outbox;

/**
 * A process that sends what is due over HTTP, with the key of each message as its id, and is killed between a message's
 * sending and the note that it was sent. Arguments: host, port, database, user and password of the results, where to
 * send, and at which message it is killed; 0 for never.
 */
final class SendingProcess {

    /** As a process ends that was killed with signal 9. */
    static final int KILLED = 137;

    /** A lease of a millisecond is over before the next process looks. */
    private static final Notify.Terms TERMS =
            new Notify.Terms(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000);

    private SendingProcess() {}

    /** Sends. */
    public static void main(String[] arguments) {
        DatabaseAddress address = new DatabaseAddress(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                Optional.of(new DatabaseAddress.Login(arguments[3], arguments[4])),
                Map.of());
        Outbox outbox = new ResultsDatabase(address, "cxrwatch notify").outbox();
        new Notify(
                        new KilledAt(outbox, Integer.parseInt(arguments[6])),
                        List.of(posting("log", URI.create(arguments[5]))),
                        TERMS)
                .run();
    }

    /** A channel that posts the id of a message. */
    static Channel posting(String name, URI to) {
        return new Channel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Delivery send(Message message) {
                try {
                    return post(message, to) == 200 ? Delivery.sent() : Delivery.retry("refused");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static int post(Message message, URI to) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Webhook-Id", message.dedupKey());
        try (OutputStream body = connection.getOutputStream()) {
            body.write(1);
        }
        return connection.getResponseCode();
    }

    /** An outbox whose process ends when it is to note the n-th message. */
    private static final class KilledAt implements Outbox {

        private final Outbox outbox;
        private final int at;
        private int settled;

        KilledAt(Outbox outbox, int at) {
            this.outbox = outbox;
            this.at = at;
        }

        @Override
        public List<Pending> lease(int limit, Duration lease, Set<String> notTo) {
            return outbox.lease(limit, lease, notTo);
        }

        @Override
        public void settle(Pending message, Channel.Delivery delivery, Duration again) {
            if (++settled == at) {
                Runtime.getRuntime().halt(KILLED);
            }
            outbox.settle(message, delivery, again);
        }

        @Override
        public Depth depth(Instant since) {
            return outbox.depth(since);
        }

        @Override
        public List<Dead> dead() {
            return outbox.dead();
        }

        @Override
        public int retryDead() {
            return outbox.retryDead();
        }

        @Override
        public int dropDead() {
            return outbox.dropDead();
        }

        @Override
        public List<Message> telling(AlertKey key, int episode) {
            return outbox.telling(key, episode);
        }
    }
}
