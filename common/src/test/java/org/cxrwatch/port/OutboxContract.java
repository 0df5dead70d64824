package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
public interface OutboxContract {

    Duration HOUR = Duration.ofHours(1);

    /** A publisher over the same store as {@link #outbox()}. */
    Results results();

    /** An empty one. */
    Outbox outbox();

    private void publish(String... dedupKeys) {
        Results results = results();
        Results.Publication publication = results.begin(List.of(SampleRows.night(1)));
        results.commit(
                publication,
                List.of(),
                SampleAlerts.messages(
                        Arrays.stream(dedupKeys).map(SampleAlerts::message).toList()),
                Set.of());
    }

    private static Channel.Delivery delivery(Channel.Delivery.Status status) {
        return switch (status) {
            case SENT -> Channel.Delivery.sent();
            case RETRY -> Channel.Delivery.retry("mailbox full");
            case REJECTED -> Channel.Delivery.rejected("mailbox full");
        };
    }

    @Test
    default void aMessageIsLeasedAsItWasPublished() {
        publish("a");

        assertThat(outbox().lease(10, HOUR, Set.of())).singleElement().satisfies(pending -> {
            assertThat(pending.attempt()).isEqualTo(1);
            assertThat(pending.message()).isEqualTo(SampleAlerts.message("a"));
        });
    }

    @Test
    default void theSameThingIsSaidOnce() {
        publish("a", "b", "a");
        publish("b");

        assertThat(outbox().lease(10, HOUR, Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("a", "b");
    }

    @Test
    default void whatIsLeasedNobodyElseGets() {
        publish("a", "b");

        assertThat(outbox().lease(1, HOUR, Set.of())).hasSize(1);
        assertThat(outbox().lease(10, HOUR, Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("b");
        assertThat(outbox().lease(10, HOUR, Set.of())).isEmpty();
    }

    @Test
    default void aLeaseThatEndedIsGivenAgainAsTheNextAttempt() {
        publish("a");
        outbox().lease(1, Duration.ZERO, Set.of());

        assertThat(outbox().lease(1, HOUR, Set.of()))
                .extracting(Outbox.Pending::attempt)
                .containsExactly(2);
    }

    @Test
    default void whatIsSentOrRefusedIsOver() {
        publish("sent", "refused");
        List<Outbox.Pending> leased = outbox().lease(10, Duration.ZERO, Set.of());

        outbox().settle(leased.get(0), delivery(Channel.Delivery.Status.SENT), Duration.ZERO);
        outbox().settle(leased.get(1), delivery(Channel.Delivery.Status.REJECTED), Duration.ZERO);

        assertThat(outbox().lease(10, HOUR, Set.of())).isEmpty();
    }

    @Test
    default void whatIsToBeTriedAgainIsDueLater() {
        publish("soon", "later");
        List<Outbox.Pending> leased = outbox().lease(10, HOUR, Set.of());

        outbox().settle(leased.get(0), delivery(Channel.Delivery.Status.RETRY), Duration.ZERO);
        outbox().settle(leased.get(1), delivery(Channel.Delivery.Status.RETRY), HOUR);

        assertThat(outbox().lease(10, HOUR, Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("soon");
    }

    @Test
    default void aSenderThatWasTooSlowDoesNotOverruleTheNext() {
        publish("a");
        Outbox.Pending slow = outbox().lease(1, Duration.ZERO, Set.of()).get(0);
        outbox().lease(1, Duration.ZERO, Set.of());

        outbox().settle(slow, delivery(Channel.Delivery.Status.REJECTED), Duration.ZERO);

        assertThat(outbox().lease(1, HOUR, Set.of())).hasSize(1);
    }

    private void publish(List<Message> messages) {
        Results results = results();
        Results.Publication publication = results.begin(List.of(SampleRows.night(1)));
        results.commit(publication, List.of(), SampleAlerts.messages(messages), Set.of());
    }

    private static Message message(String dedupKey, String receiver, AlertSeverity severity) {
        Message like = SampleAlerts.message(dedupKey);
        return new Message(
                dedupKey,
                like.purpose(),
                like.channel(),
                receiver,
                severity,
                like.asOf(),
                like.subject(),
                like.lines(),
                like.notice());
    }

    @Test
    default void theMostUrgentComesFirstThenTheOldest() {
        publish(List.of(
                message("warning", "team", AlertSeverity.WARNING),
                message("critical", "team", AlertSeverity.CRITICAL),
                message("emergency", "team", AlertSeverity.EMERGENCY),
                message("critical too", "team", AlertSeverity.CRITICAL)));

        assertThat(outbox().lease(3, HOUR, Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("emergency", "critical", "critical too");
        assertThat(outbox().lease(3, HOUR, Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("warning");
    }

    @Test
    default void whoIsLeftForLaterDelaysNobodyElse() {
        publish(List.of(message("a", "slow", AlertSeverity.EMERGENCY), message("b", "team", AlertSeverity.WARNING)));

        assertThat(outbox().lease(1, HOUR, Set.of("slow", "gone")))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("b");
        assertThat(outbox().lease(1, HOUR, Set.of("slow"))).isEmpty();
        assertThat(outbox().lease(1, HOUR, Set.of())).hasSize(1);
    }

    @Test
    default void itsDepthCountsWhatWaitsAndWhatWasGivenUp() {
        publish("sent", "refused", "retried", "leased", "new");
        List<Outbox.Pending> leased = outbox().lease(4, HOUR, Set.of());
        outbox().settle(leased.get(0), delivery(Channel.Delivery.Status.SENT), Duration.ZERO);
        outbox().settle(leased.get(1), delivery(Channel.Delivery.Status.REJECTED), Duration.ZERO);
        outbox().settle(leased.get(2), delivery(Channel.Delivery.Status.RETRY), HOUR);

        assertThat(outbox().depth(Instant.EPOCH)).isEqualTo(new Outbox.Depth(3, 1));
        assertThat(outbox().depth(Instant.parse("2100-01-01T00:00:00Z"))).isEqualTo(new Outbox.Depth(3, 0));
    }

    private void kill(String... dedupKeys) {
        publish(dedupKeys);
        outbox().lease(dedupKeys.length, HOUR, Set.of())
                .forEach(
                        pending -> outbox().settle(pending, delivery(Channel.Delivery.Status.REJECTED), Duration.ZERO));
    }

    @Test
    default void whatIsDeadIsListedWithItsReason() {
        kill("a", "b");

        assertThat(outbox().dead())
                .extracting(dead -> dead.message().dedupKey(), Outbox.Dead::attempts, Outbox.Dead::detail)
                .containsExactly(tuple("a", 1, "mailbox full"), tuple("b", 1, "mailbox full"));
    }

    @Test
    default void whatIsDeadCanBeTriedAgainFromTheBeginning() {
        kill("a", "b");

        assertThat(outbox().retryDead()).isEqualTo(2);

        assertThat(outbox().dead()).isEmpty();
        assertThat(outbox().lease(10, HOUR, Set.of()))
                .extracting(Outbox.Pending::attempt)
                .containsExactly(1, 1);
        assertThat(outbox().retryDead()).isZero();
    }

    @Test
    default void whatIsDeadCanBeDroppedAndStaysKnown() {
        kill("a");

        assertThat(outbox().dropDead()).isEqualTo(1);

        assertThat(outbox().dead()).isEmpty();
        assertThat(outbox().depth(Instant.EPOCH)).isEqualTo(new Outbox.Depth(0, 0));
        assertThat(outbox().retryDead()).isZero();
        publish("a");
        assertThat(outbox().lease(10, HOUR, Set.of()))
                .as("it is said once all the same")
                .isEmpty();
    }

    @Test
    default void aSentMessageThatATooSlowSenderSentTooStaysSent() {
        publish("a");
        Outbox.Pending slow = outbox().lease(1, Duration.ZERO, Set.of()).get(0);
        Outbox.Pending next = outbox().lease(1, Duration.ZERO, Set.of()).get(0);
        outbox().settle(next, delivery(Channel.Delivery.Status.REJECTED), Duration.ZERO);

        outbox().settle(slow, delivery(Channel.Delivery.Status.SENT), Duration.ZERO);

        assertThat(outbox().dead()).isEmpty();
        assertThat(outbox().lease(1, HOUR, Set.of())).isEmpty();
    }

    @Test
    default void theMessagesThatToldOfAnEpisodeAreFound() {
        publish("a", "b");
        outbox().lease(1, HOUR, Set.of());

        assertThat(outbox().telling(SampleAlerts.DRIFT, 2))
                .containsExactly(SampleAlerts.message("a"), SampleAlerts.message("b"));
        assertThat(outbox().telling(SampleAlerts.ACCURACY, 1)).hasSize(2);
        assertThat(outbox().telling(SampleAlerts.DRIFT, 1)).isEmpty();
    }
}
