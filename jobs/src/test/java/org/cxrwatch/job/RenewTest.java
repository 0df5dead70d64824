package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Renewable;
import org.cxrwatch.port.SampleAlerts;
import org.junit.jupiter.api.Test;

class RenewTest {

    private static final Routing ROUTING =
            Routing.to(List.of(new Receiver("team", "alertmanager", AlertSeverity.WARNING)));

    private final MovedClock clock = new MovedClock("2026-09-22T03:00:00Z");
    private final MemoryDatabase database = new MemoryDatabase(clock);

    private void publish(Episode episode, Transition.Kind kind) {
        FollowUpTest.publish(database, clock, Optional.of(ROUTING), kind, episode);
    }

    private Map<String, List<String>> renewed() {
        Map<String, List<String>> renewed = new TreeMap<>();
        Renewable keeping = new Renewable() {
            @Override
            public String name() {
                return "team";
            }

            @Override
            public Delivery send(Message message) {
                return Delivery.sent();
            }

            @Override
            public Delivery renew(List<Notice.CaseNews> open) {
                open.forEach(told -> renewed.put(
                        told.caseId(),
                        told.alerts().stream().map(alert -> alert.kind().text()).toList()));
                return open.isEmpty() ? Delivery.sent() : Delivery.retry("503");
            }
        };
        List<Renew.Unrenewed> unrenewed = new Renew(
                        database.alertLog(), database.outbox(), List.of(keeping), FollowUpTest.TELLING)
                .run(clock.instant());
        assertThat(unrenewed).hasSize(renewed.isEmpty() ? 0 : 1);
        return renewed;
    }

    @Test
    void aReceiverThatForgetsIsToldAnewOfWhatItWasToldAndIsOpen() {
        publish(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), Transition.Kind.OPENED);
        assertThat(renewed()).containsExactly(Map.entry("case-22", List.of("opened")));

        publish(SampleAlerts.resolved(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22), 23), Transition.Kind.RESOLVED);
        assertThat(renewed()).isEmpty();
    }

    /** A digest lists what a silence keeps back, and would undo it. */
    @Test
    void whatOnlyADigestToldIsNotRenewed() {
        Episode episode = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        FollowUpTest.publish(database, clock, Optional.empty(), Transition.Kind.OPENED, episode);
        List<Message> digest = new Announcement(ROUTING, FollowUpTest.TELLING)
                .messages(
                        Message.Purpose.DIGEST,
                        List.of(new News(Transition.standing(episode, clock.instant()), episode)),
                        Background.NONE,
                        item -> ROUTING.otherwise());
        database.alertDesk().decide(present -> new AlertDesk.Decided(List.of(), List.of(), digest));

        assertThat(database.outbox().telling(episode.key(), episode.number())).hasSize(1);
        assertThat(renewed()).isEmpty();
    }

    @Test
    void whatABackfillFoundIsNotRenewed() {
        FollowUpTest.publish(
                database,
                clock,
                Optional.empty(),
                Transition.Kind.OPENED,
                SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22));

        assertThat(renewed()).isEmpty();
    }
}
