package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.notice.Reports.at;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final Instant MONDAY = at("2026-10-12");
    private static final Episode OPEN = Reports.open(Reports.VALLEY, AlertSeverity.EMERGENCY, "2026-09-22");
    private static final Episode CLOSED =
            Reports.over(Reports.open(Reports.LATENCY, AlertSeverity.WARNING, "2026-10-03"), "2026-10-07");
    private static final Routing ROUTING = new Routing(
            List.of(new Routing.Route(
                    new AlertMatcher(java.util.Map.of(AlertMatcher.Field.SLICE, "site=valley")),
                    List.of(Reports.PAGER),
                    Routing.After.CONTINUE)),
            List.of(Reports.TEAM),
            List.of());

    private static List<Message> digest(Routing routing, List<NightWork.GivenUp> dead, Episode... episodes) {
        return digest(MONDAY, routing, dead, episodes);
    }

    private static List<Message> digest(
            Instant now, Routing routing, List<NightWork.GivenUp> dead, Episode... episodes) {
        Predicate<Episode> unsaid = episode -> episode.key().equals(Reports.LATENCY);
        return new Digest(routing, new Announcement(routing, new Telling(key -> "page", Links.NONE)))
                .messages(new Digest.Known(List.of(episodes), dead, unsaid), DayOfWeek.MONDAY, now);
    }

    @Test
    void itIsDueAtTheFirstLookOnItsDayOrAfterItAndOnceAWeek() {
        assertThat(Digest.isDue(DayOfWeek.MONDAY, Optional.empty(), MONDAY))
                .as("no week behind it")
                .isFalse();
        assertThat(Digest.isDue(DayOfWeek.MONDAY, Optional.of(at("2026-10-11")), MONDAY))
                .isTrue();
        assertThat(Digest.isDue(DayOfWeek.MONDAY, Optional.of(MONDAY), MONDAY.plusSeconds(60)))
                .isFalse();
        assertThat(Digest.isDue(DayOfWeek.MONDAY, Optional.of(MONDAY), at("2026-10-18")))
                .isFalse();
        assertThat(Digest.isDue(DayOfWeek.MONDAY, Optional.of(at("2026-10-10")), at("2026-10-14")))
                .as("nothing ran on Monday")
                .isTrue();
        assertThat(Digest.isDue(DayOfWeek.FRIDAY, Optional.of(at("2026-10-15")), at("2026-10-16")))
                .isTrue();
    }

    @Test
    void itSaysWhatIsOpenWhatClosedAndWhatWasNotDelivered() {
        List<Message> messages = digest(
                Routing.to(List.of(Reports.TEAM)),
                List.of(new NightWork.GivenUp("pager", 2, MONDAY, "404")),
                OPEN,
                CLOSED);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.purpose()).isEqualTo(Message.Purpose.DIGEST);
            assertThat(message.dedupKey()).startsWith("digest/2026-W42/");
            assertThat(message.subject()).isEqualTo("Alerts of the week up to 2026-10-12: 1 case open, 1 alert closed");
            assertThat(message.lines())
                    .containsExactly(
                            "Open:",
                            "  2026-09-22-case",
                            "    emergency drift_detected_data/v1.0.0/DAY/site=valley, since 2026-09-22. Nobody has"
                                    + " acknowledged it.",
                            "Closed within the week:",
                            "  2026-10-03-case: warning high_latency_latency_mean/service/DAY/all, since 2026-10-03."
                                    + " Over since 2026-10-07. No message has said so.",
                            "Not delivered: 2 messages to pager. `cxrwatch notify --retry-dead` tries again.");
            assertThat(message.notice().cases())
                    .extracting(Notice.CaseNews::caseId)
                    .containsExactly("2026-09-22-case", "2026-10-03-case");
        });
    }

    @Test
    void everyReceiverReadsOfWhatItWouldBeToldOf() {
        List<Message> messages = digest(ROUTING, List.of(), OPEN, CLOSED);

        assertThat(messages).extracting(Message::receiver).containsExactly("pager", "team");
        assertThat(messages.get(0).notice().cases())
                .extracting(Notice.CaseNews::caseId)
                .containsExactly("2026-09-22-case");
        assertThat(messages.get(1).notice().cases())
                .extracting(Notice.CaseNews::caseId)
                .containsExactly("2026-10-03-case");
        assertThat(messages).extracting(Message::dedupKey).doesNotHaveDuplicates();
    }

    @Test
    void aWeekInWhichNothingHappenedHasNone() {
        Episode longAgo =
                Reports.over(Reports.open(Reports.VALLEY, AlertSeverity.CRITICAL, "2026-09-01"), "2026-09-03");
        Episode recordedOnly = Reports.open(Reports.VALLEY, AlertSeverity.INFO, "2026-10-10");

        assertThat(digest(Routing.to(List.of(Reports.TEAM)), List.of())).isEmpty();
        assertThat(digest(Routing.to(List.of(Reports.TEAM)), List.of(), longAgo, recordedOnly))
                .isEmpty();
    }

    @Test
    void whatClosedBetweenADigestAndALaterHourOfTheNextIsToldInThat() {
        Instant nextOnTuesday = Instant.parse("2026-10-13T21:00:00Z");
        Episode closedOnTuesday = Reports.over(OPEN, "2026-10-05");

        assertThat(closedOnTuesday.resolvedAsOf()).contains(at("2026-10-06"));
        assertThat(digest(nextOnTuesday, Routing.to(List.of(Reports.TEAM)), List.of(), closedOnTuesday))
                .singleElement()
                .satisfies(message -> assertThat(message.subject()).endsWith("0 cases open, 1 alert closed"));
    }

    @Test
    void whatOpenedInTheWeekIsMarkedNew() {
        Episode fresh = Reports.open(Reports.VALLEY, AlertSeverity.CRITICAL, "2026-10-09");

        assertThat(digest(Routing.to(List.of(Reports.TEAM)), List.of(), fresh)
                        .get(0)
                        .lines())
                .anySatisfy(line -> assertThat(line).endsWith("Nobody has acknowledged it. New this week."));
    }
}
