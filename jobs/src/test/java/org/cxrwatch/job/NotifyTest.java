package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.job.Notify.Terms;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Channel.Delivery.Status;
import org.cxrwatch.port.Outbox;
import org.junit.jupiter.api.Test;

class NotifyTest {

    private static final Terms TERMS = new Terms(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(6), 12);

    private record Settled(long id, Status status, String detail, Duration again) {}

    /** Gives out what is queued, and notes what became of it. */
    private static final class Queue implements Outbox {

        private final List<Pending> queued = new ArrayList<>();
        private long last;
        private final List<Settled> settled = new ArrayList<>();

        void add(int attempt, String channel) {
            long id = ++last;
            Message message = new Message(
                    "key-" + id,
                    Message.Purpose.ALERT,
                    channel,
                    channel,
                    AlertSeverity.CRITICAL,
                    Instant.EPOCH,
                    "subject",
                    List.of(),
                    new Notice(List.of()));
            queued.add(new Pending(id, attempt, message));
        }

        @Override
        public List<Pending> lease(int limit, Duration lease, Set<String> notTo) {
            assertThat(lease).isEqualTo(TERMS.lease());
            List<Pending> leased = queued.stream()
                    .filter(pending -> !notTo.contains(pending.message().receiver()))
                    .limit(limit)
                    .toList();
            queued.removeAll(leased);
            return leased;
        }

        @Override
        public Depth depth(Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Dead> dead() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int retryDead() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int dropDead() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Message> telling(AlertKey key, int episode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void settle(Pending pending, Delivery delivery, Duration again) {
            settled.add(new Settled(pending.id(), delivery.status(), delivery.detail(), again));
        }
    }

    private static Channel always(Status status, String detail) {
        return always("log", new Delivery(status, detail, Optional.empty()));
    }

    private static Channel always(String name, Delivery delivery) {
        return new Channel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Delivery send(Message message) {
                return delivery;
            }
        };
    }

    private static Notify.Result run(Queue queue, Channel... channels) {
        return new Notify(queue, List.of(channels), TERMS).run();
    }

    @Test
    void everythingThatIsDueIsSentHoweverMuchItIs() {
        Queue queue = new Queue();
        IntStream.range(0, 120).forEach(i -> queue.add(1, "log"));

        Notify.Result result = run(queue, always(Status.SENT, ""));

        assertThat(result.with(Status.SENT)).hasSize(120);
        assertThat(result.sentence()).isEqualTo("120 messages sent.");
        assertThat(queue.settled).extracting(Settled::id).doesNotHaveDuplicates();
    }

    @Test
    void nothingDueIsSaid() {
        assertThat(run(new Queue()).sentence()).isEqualTo("Nothing to send.");
    }

    @Test
    void aFailureIsTriedAgainLaterAndLater() {
        Queue queue = new Queue();
        queue.add(1, "log");
        queue.add(4, "log");
        queue.add(11, "post");

        Notify.Result result =
                run(queue, always("log", Delivery.retry("451 later")), always("post", Delivery.retry("451 later")));

        assertThat(queue.settled).extracting(Settled::status).containsOnly(Status.RETRY);
        assertThat(queue.settled.get(0).again()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(72));
        assertThat(queue.settled.get(1).again()).isBetween(Duration.ofMinutes(8), Duration.ofSeconds(8 * 72));
        assertThat(queue.settled.get(2).again())
                .as("never longer than the longest wait and a fifth")
                .isBetween(Duration.ofHours(6), Duration.ofMinutes(432));
        assertThat(result.sentence()).isEqualTo("0 messages sent, 3 to be tried again later.");
    }

    @Test
    void theLastAttemptIsTheLast() {
        Queue queue = new Queue();
        queue.add(12, "log");

        run(queue, always(Status.RETRY, "451 later"));

        assertThat(queue.settled).singleElement().satisfies(settled -> {
            assertThat(settled.status()).isEqualTo(Status.REJECTED);
            assertThat(settled.detail()).isEqualTo("given up after 12 attempts: 451 later");
        });
    }

    @Test
    void whatIsRefusedStaysRefused() {
        Queue queue = new Queue();
        queue.add(1, "log");

        assertThat(run(queue, always(Status.REJECTED, "550 no such user")).sentence())
                .isEqualTo("0 messages sent, 1 refused for good.");
        assertThat(queue.settled.get(0).detail()).isEqualTo("550 no such user");
    }

    @Test
    void aChannelThatIsNotConfiguredIsNamed() {
        Queue queue = new Queue();
        queue.add(1, "pigeon");

        run(queue, always(Status.SENT, ""));

        assertThat(queue.settled.get(0).status()).isEqualTo(Status.REJECTED);
        assertThat(queue.settled.get(0).detail()).contains("no receiver pigeon is configured");
    }

    @Test
    void whoeverFailsTwiceIsLeftForTheNextRunAndTheOthersAreNot() {
        Queue queue = new Queue();
        IntStream.range(0, 30).forEach(i -> queue.add(1, "hangs"));
        IntStream.range(0, 3).forEach(i -> queue.add(1, "log"));

        Notify.Result result =
                run(queue, always("hangs", Delivery.retry("no answer within 30 s")), always(Status.SENT, ""));

        assertThat(result.with(Status.RETRY)).hasSize(2);
        assertThat(result.with(Status.SENT)).hasSize(3);
        assertThat(result.left()).containsExactly("hangs");
        assertThat(queue.queued).hasSize(28);
    }

    @Test
    void aFloodToOneReceiverEndsWithItsShare() {
        Queue queue = new Queue();
        IntStream.range(0, 500).forEach(i -> queue.add(1, "log"));
        queue.add(1, "post");

        Notify.Result result = run(queue, always(Status.SENT, ""), always("post", Delivery.sent()));

        assertThat(result.with(Status.SENT)).hasSize(201);
        assertThat(result.left()).containsExactly("log");
    }

    @Test
    void whatTheReceiverAsksForIsWaitedWithinBounds() {
        Queue queue = new Queue();
        queue.add(1, "a");
        queue.add(1, "b");
        queue.add(1, "c");

        run(
                queue,
                always("a", Delivery.retryAfter(Duration.ofMinutes(40), "429")),
                always("b", Delivery.retryAfter(Duration.ofDays(400), "429")),
                always("c", Delivery.retryAfter(Duration.ZERO, "503")));

        assertThat(queue.settled.get(0).again()).isBetween(Duration.ofMinutes(40), Duration.ofMinutes(48));
        assertThat(queue.settled.get(1).again()).isBetween(Duration.ofHours(6), Duration.ofMinutes(432));
        assertThat(queue.settled.get(2).again()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(72));
    }

    /** 1,000 messages that fail at once come back over twelve seconds, in every one of them between 40 and 130. */
    @Test
    void messagesThatFailTogetherDoNotComeBackTogether() {
        long[] bySecond = new long[13];
        for (int i = 0; i < 1_000; i++) {
            Duration wait = TERMS.wait(Delivery.retry(""), 1, "2026-09-22-site-valley/" + i);
            bySecond[(int) wait.minus(Duration.ofMinutes(1)).toSeconds()]++;
        }

        assertThat(Arrays.stream(bySecond, 0, 12)).allMatch(count -> count > 40 && count < 130);
    }
}
