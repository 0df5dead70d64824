package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Transition;
import org.junit.jupiter.api.Test;

/** What every store of follow-ups does. */
public interface FollowUpsContract {

    /** An empty one. */
    FollowUps followUps();

    /** The alerts of the same store. */
    AlertLog alertLog();

    /** The messages of the same store. */
    Outbox outbox();

    private static AlertDesk.Decided decided(String... dedupKeys) {
        return new AlertDesk.Decided(
                List.of(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 8)),
                List.of(SampleAlerts.transition(SampleAlerts.DRIFT, Transition.Kind.ESCALATED, 8)),
                Arrays.stream(dedupKeys).map(SampleAlerts::message).toList());
    }

    @Test
    default void aFollowUpIsKeptWithItsAlertsAndMessages() {
        followUps().decide(seen -> decided("a", "b"));

        assertThat(alertLog().episodes(AlertLog.Filter.ALL))
                .containsExactly(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 8));
        assertThat(alertLog().transitions(SampleAlerts.DRIFT.toString()))
                .containsExactly(SampleAlerts.transition(SampleAlerts.DRIFT, Transition.Kind.ESCALATED, 8));
        assertThat(outbox().lease(10, Duration.ofHours(1), Set.of()))
                .extracting(Outbox.Pending::message)
                .containsExactly(SampleAlerts.message("a"), SampleAlerts.message("b"));
    }

    @Test
    default void whatWasSaidBeforeIsNotSaidAgain() {
        followUps().decide(seen -> decided("a"));
        followUps().decide(seen -> decided("a", "b"));

        assertThat(outbox().lease(10, Duration.ofHours(1), Set.of()))
                .extracting(pending -> pending.message().dedupKey())
                .containsExactly("a", "b");
    }

    @Test
    default void everyFollowUpSeesWhenTheOneBeforeWasAndWhatItLeft() {
        List<FollowUps.Seen> seen = new ArrayList<>();
        for (int look = 0; look < 3; look++) {
            followUps().decide(now -> {
                seen.add(now);
                return seen.size() == 1 ? decided() : new AlertDesk.Decided(List.of(), List.of(), List.of());
            });
        }

        assertThat(seen.get(0).last()).isEmpty();
        assertThat(seen.get(1).last()).contains(stored(seen.get(0).present().now()));
        assertThat(seen.get(2).last()).contains(stored(seen.get(1).present().now()));
        assertThat(seen.get(1).present().episodes()).containsExactly(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 8));
    }

    private static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    default void aDecisionThatFailsLeavesNothing() {
        assertThatThrownBy(() -> followUps().decide(seen -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        Optional<?>[] last = new Optional<?>[1];
        followUps().decide(seen -> {
            last[0] = seen.last();
            return new AlertDesk.Decided(List.of(), List.of(), List.of());
        });
        assertThat(last[0]).isEmpty();
    }
}
