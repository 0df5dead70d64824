package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Receiver;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Results;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The six weeks as nights that told people at once, and were followed up every morning; nobody acknowledged anything.
 */
class FollowUpSixWeeksTest {

    private static final Routing ROUTING = new Routing(
            List.of(),
            List.of(new Receiver("team", "email", AlertSeverity.WARNING)),
            List.of(new Receiver("chief", "email", AlertSeverity.CRITICAL)));

    private static List<Message> messages;
    private static List<Transition> changes;

    private static String runbook(AlertKey key) {
        return "docs/runbooks.md#" + key.type().text();
    }

    @BeforeAll
    static void liveThroughTheSixWeeks() {
        SixWeeksReplay.Evaluated evaluated = SixWeeksReplay.evaluated();
        MovedClock clock = new MovedClock("2026-09-01T00:00:00Z");
        MemoryDatabase database = new MemoryDatabase(clock);
        FollowUp followUp = new FollowUp(
                new FollowUp.Stores(database.followUps(), database.alertLog(), database.outbox()),
                new FollowUp.Terms(
                        Duration.ofDays(1),
                        Optional.of(DayOfWeek.MONDAY),
                        Duration.ofHours(36),
                        Duration.ofMinutes(30)),
                ROUTING,
                new Telling(FollowUpSixWeeksTest::runbook, Links.NONE));
        messages = new ArrayList<>();
        changes = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 9, 2);
                day.isBefore(LocalDate.of(2026, 10, 14));
                day = day.plusDays(1)) {
            Instant night = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            clock.set(night);
            messages.addAll(publish(database, evaluated, night));
            clock.pass(Duration.ofHours(3));
            NightWork work = new NightWork(Optional.of(night), Optional.of(night), Optional.empty(), List.of());
            FollowUp.Result result = followUp.run(work);
            messages.addAll(result.messages());
            changes.addAll(result.transitions());
            assertThat(followUp.run(work).isEmpty()).isTrue();
        }
    }

    private static List<Message> publish(MemoryDatabase database, SixWeeksReplay.Evaluated evaluated, Instant night) {
        List<News> news = new ArrayList<>();
        evaluated.transitions().stream()
                .filter(change -> change.asOf().equals(night))
                .forEach(change -> news.add(new News(change, asOf(evaluated, change))));
        List<Message> told = new Announcement(ROUTING, new Telling(FollowUpSixWeeksTest::runbook, Links.NONE))
                .messages(
                        news.stream()
                                .filter(item -> item.transition().severity() != AlertSeverity.INFO)
                                .toList(),
                        Background.NONE);
        Results results = database.results();
        Results.Publication publication = results.begin(List.of(night));
        results.commit(
                publication,
                List.of(),
                new Results.AlertBook(
                        Checkpoint.NONE,
                        news.stream().map(News::episode).toList(),
                        news.stream().map(News::transition).toList(),
                        told),
                Set.of());
        return told;
    }

    /** The episode as the night of a change left it. */
    private static Episode asOf(SixWeeksReplay.Evaluated evaluated, Transition change) {
        Episode last = evaluated.episodes().stream()
                .filter(episode -> episode.key().equals(change.key()) && episode.number() == change.episode())
                .findFirst()
                .orElseThrow();
        boolean over = change.kind() == Transition.Kind.RESOLVED || change.kind() == Transition.Kind.RETRACTED;
        return new Episode(
                last.key(),
                last.number(),
                over ? AlertState.RESOLVED : AlertState.FIRING,
                change.severity(),
                over
                        ? last.span()
                        : new Episode.Span(last.span().opened(), last.span().opened(), Optional.empty()),
                last.openedAsOf(),
                over ? Optional.of(change.asOf()) : Optional.empty(),
                last.caseId(),
                last.evidence(),
                last.symptoms(),
                Optional.empty(),
                last.heard());
    }

    private static List<Message> of(Message.Purpose purpose) {
        return messages.stream().filter(message -> message.purpose() == purpose).toList();
    }

    @Test
    void thereIsAtMostOneDigestAWeekAndNoneBeforeAnythingHappened() {
        assertThat(of(Message.Purpose.DIGEST))
                .extracting(message -> message.asOf().toString().substring(0, 10))
                .containsExactly("2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12");
    }

    @Test
    void onlyWhatStaysCriticalForMoreThanADayIsEscalatedAndOnceASeverity() {
        Map<String, List<String>> escalated = changes.stream()
                .collect(Collectors.groupingBy(
                        change -> change.asOf().toString().substring(0, 10),
                        TreeMap::new,
                        Collectors.mapping(change -> change.key() + " " + change.severity(), Collectors.toList())));

        assertThat(changes).isNotEmpty().allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(Transition.Kind.ESCALATED);
            assertThat(change.severity()).isGreaterThanOrEqualTo(AlertSeverity.CRITICAL);
        });
        assertThat(changes)
                .extracting(change -> change.key() + "#" + change.episode() + " " + change.severity())
                .doesNotHaveDuplicates();
        assertThat(escalated.get("2026-09-24")).contains("drift_detected_data/v1.0.0/DAY/site=valley EMERGENCY");
    }
}
