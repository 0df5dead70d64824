package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

class RunFailuresTest {

    private static final Instant NIGHT = Instant.parse("2026-10-13T03:10:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final RunFailures failures = new RunFailures(Duration.ofHours(36));
    private final List<Episode> recorded = new ArrayList<>();

    private List<String> look(NightWork work, Instant now) {
        RecordedNight found = failures.record(recorded, work, now);
        for (Episode episode : found.episodes()) {
            recorded.removeIf(known -> known.key().equals(episode.key()) && known.number() == episode.number());
            recorded.add(episode);
        }
        assertThat(found.news()).extracting(News::transition).containsExactlyInAnyOrderElementsOf(found.transitions());
        return found.transitions().stream()
                .map(change -> change.kind().text() + " " + change.key() + " #" + change.episode())
                .toList();
    }

    private static NightWork nights(Optional<Instant> succeeded, Optional<Instant> failedAt) {
        return new NightWork(
                Optional.of(NIGHT.minus(DAY.multipliedBy(30))),
                succeeded,
                failedAt.map(at -> new NightWork.Failure("nightly", at, "the server db:5432 does not answer")),
                List.of());
    }

    private static NightWork givenUp(NightWork.GivenUp... givenUp) {
        return new NightWork(Optional.of(NIGHT), Optional.of(NIGHT), Optional.empty(), List.of(givenUp));
    }

    @Test
    void aNightThatFailedIsToldOnceAndItsEndOnce() {
        assertThat(look(nights(Optional.of(NIGHT.minus(DAY)), Optional.of(NIGHT)), NIGHT.plusSeconds(60)))
                .containsExactly("opened run_failed_night/service/HOUR/all #1");
        assertThat(recorded).singleElement().satisfies(episode -> {
            assertThat(episode.severity()).isEqualTo(AlertSeverity.CRITICAL);
            assertThat(episode.caseId()).isEqualTo("2026-10-13-night");
            assertThat(episode.evidence())
                    .isEqualTo("`cxrwatch nightly` failed: the server db:5432 does not answer. No night has succeeded"
                            + " since 2026-10-12 03:10 UTC.");
        });

        for (int again = 1; again < 5; again++) {
            Instant later = NIGHT.plus(DAY.multipliedBy(again));
            assertThat(look(nights(Optional.of(NIGHT.minus(DAY)), Optional.of(later)), later.plusSeconds(60)))
                    .isEmpty();
        }

        Instant recovered = NIGHT.plus(DAY.multipliedBy(5));
        assertThat(look(nights(Optional.of(recovered), Optional.empty()), recovered.plusSeconds(60)))
                .containsExactly("resolved run_failed_night/service/HOUR/all #1");
        assertThat(look(nights(Optional.of(recovered), Optional.empty()), recovered.plusSeconds(90)))
                .isEmpty();
    }

    @Test
    void withinAnHourANightCanFailSucceedAndFailAgain() {
        look(nights(Optional.empty(), Optional.of(NIGHT)), NIGHT);

        assertThat(look(nights(Optional.of(NIGHT.plusSeconds(60)), Optional.empty()), NIGHT.plusSeconds(70)))
                .containsExactly("resolved run_failed_night/service/HOUR/all #1");
        assertThat(look(
                        nights(Optional.of(NIGHT.plusSeconds(60)), Optional.of(NIGHT.plusSeconds(120))),
                        NIGHT.plusSeconds(130)))
                .containsExactly("opened run_failed_night/service/HOUR/all #2");
        assertThat(recorded).extracting(Episode::caseId).containsOnly("2026-10-13-night");
    }

    @Test
    void aNightIsLateWhenNoneHasSucceededForLongerThanAgreed() {
        NightWork work = nights(Optional.of(NIGHT), Optional.empty());

        assertThat(look(work, NIGHT.plus(Duration.ofHours(36)))).isEmpty();
        assertThat(look(work, NIGHT.plus(Duration.ofHours(36)).plusSeconds(1)))
                .containsExactly("opened run_failed_night/service/HOUR/all #1");
        assertThat(look(work, NIGHT.plus(Duration.ofHours(60)))).isEmpty();
        assertThat(recorded.get(0).evidence())
                .isEqualTo("The night is late. No night has succeeded since 2026-10-13 03:10 UTC.");

        Instant recovered = NIGHT.plus(Duration.ofHours(61));
        assertThat(look(nights(Optional.of(recovered), Optional.empty()), recovered.plusSeconds(5)))
                .containsExactly("resolved run_failed_night/service/HOUR/all #1");
    }

    @Test
    void whatHasNeverRunIsNotLateBeforeThereIsSomethingToRun() {
        NightWork nothing = new NightWork(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        NightWork onlyTaken = new NightWork(Optional.of(NIGHT), Optional.empty(), Optional.empty(), List.of());

        assertThat(look(nothing, NIGHT.plus(DAY.multipliedBy(400)))).isEmpty();
        assertThat(look(onlyTaken, NIGHT.plus(DAY))).isEmpty();
        assertThat(look(onlyTaken, NIGHT.plus(DAY.multipliedBy(2))))
                .containsExactly("opened run_failed_night/service/HOUR/all #1");
        assertThat(recorded.get(0).evidence()).isEqualTo("The night is late. No night has ever succeeded.");
    }

    @Test
    void messagesThatWereGivenUpAreToldByReceiverUntilTheyAreSettled() {
        NightWork.GivenUp ops = new NightWork.GivenUp("ops", 2, NIGHT, "550 no such user");
        NightWork.GivenUp chat = new NightWork.GivenUp("chat", 1, NIGHT, "404");

        assertThat(look(givenUp(ops), NIGHT.plusSeconds(1)))
                .containsExactly("opened run_failed_outbox/ops/HOUR/all #1");
        assertThat(recorded.get(0).evidence())
                .isEqualTo("2 messages to ops could not be delivered and will not be tried again: 550 no such user.");
        assertThat(recorded.get(0).caseId()).isEqualTo("2026-10-13-outbox-ops");
        assertThat(look(givenUp(ops, chat), NIGHT.plusSeconds(2)))
                .containsExactly("opened run_failed_outbox/chat/HOUR/all #1");
        assertThat(look(givenUp(chat), NIGHT.plus(DAY))).containsExactly("resolved run_failed_outbox/ops/HOUR/all #1");
        assertThat(look(givenUp(), NIGHT.plus(DAY))).containsExactly("resolved run_failed_outbox/chat/HOUR/all #1");
    }

    @Test
    void theAlertsOfEvaluationsAreLeftAlone() {
        Episode other = Examples.episode(
                Examples.DATA_AT_VALLEY, Examples.day(3), Examples.day(3), Optional.empty(), "2026-09-04-site-valley");
        recorded.add(other);

        assertThat(look(nights(Optional.of(NIGHT), Optional.empty()), NIGHT.plusSeconds(1)))
                .isEmpty();
        assertThat(recorded).containsExactly(other);
    }
}
