package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.notice.Reports.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

class EscalationTest {

    private static final Instant TOLD = at("2026-09-23");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Episode CRITICAL = Reports.open(Reports.VALLEY, AlertSeverity.CRITICAL, "2026-09-22");

    private final Escalation escalation = new Escalation(DAY, List.of(Reports.PAGER));
    private final List<Message> told = new ArrayList<>(List.of(Reports.told(CRITICAL, Reports.TEAM, TOLD)));
    private final List<Transition> history = new ArrayList<>(List.of(Transition.standing(CRITICAL, TOLD)));

    private Optional<News> look(Duration later, Episode episode) {
        Optional<News> news = escalation.decide(episode, told, history, TOLD.plus(later));
        news.map(News::transition).ifPresent(history::add);
        return news;
    }

    @Test
    void whatNobodyAcknowledgedInTimeIsEscalatedOnce() {
        assertThat(look(DAY.minusSeconds(1), CRITICAL)).isEmpty();
        assertThat(look(DAY, CRITICAL)).get().satisfies(news -> {
            assertThat(news.transition().kind()).isEqualTo(Transition.Kind.ESCALATED);
            assertThat(news.transition().text()).isEqualTo("Nobody has acknowledged it. It is bad. Since 2026-09-22.");
        });
        assertThat(look(DAY.multipliedBy(30), CRITICAL)).isEmpty();
    }

    @Test
    void whatGetsWorseIsEscalatedAgainOnceItsOwnTimeIsOver() {
        look(DAY, CRITICAL);
        Episode worse = Reports.open(Reports.VALLEY, AlertSeverity.EMERGENCY, "2026-09-22");
        told.add(Reports.told(worse, Reports.TEAM, TOLD.plus(DAY.multipliedBy(2))));

        assertThat(look(DAY.multipliedBy(3).minusSeconds(1), worse)).isEmpty();
        assertThat(look(DAY.multipliedBy(3), worse)).isPresent();
        assertThat(look(DAY.multipliedBy(9), worse)).isEmpty();
    }

    @Test
    void warningsAndWhatIsOverAreNotEscalated() {
        assertThat(look(DAY, Reports.over(CRITICAL, "2026-09-24"))).isEmpty();

        Episode warning = Reports.open(Reports.VALLEY, AlertSeverity.WARNING, "2026-09-22");
        told.add(Reports.told(warning, Reports.TEAM, TOLD));
        assertThat(look(DAY.multipliedBy(9), warning)).isEmpty();
    }

    @Test
    void whatNobodyWasToldOfIsNotEscalated() {
        told.clear();
        assertThat(look(DAY.multipliedBy(9), CRITICAL)).isEmpty();

        Episode warning = Reports.open(Reports.VALLEY, AlertSeverity.WARNING, "2026-09-22");
        told.add(Reports.told(warning, Reports.TEAM, TOLD));
        assertThat(look(DAY.multipliedBy(9), CRITICAL))
                .as("told, but as less urgent")
                .isEmpty();
    }

    @Test
    void aDigestThatMentionsItIsNoTelling() {
        told.clear();
        Announcement announcement =
                new Announcement(Routing.to(List.of(Reports.TEAM)), new Telling(key -> "page", Links.NONE));
        told.addAll(announcement.messages(
                Message.Purpose.DIGEST,
                List.of(new News(Transition.standing(CRITICAL, TOLD), CRITICAL)),
                Background.NONE,
                news -> List.of(Reports.TEAM)));

        assertThat(told).hasSize(1);
        assertThat(look(DAY.multipliedBy(9), CRITICAL)).isEmpty();
    }

    @Test
    void whereNobodyIsNamedThoseToldBeforeAreToldAgain() {
        told.add(Reports.told(CRITICAL, Reports.PAGER, TOLD));
        told.add(Reports.told(CRITICAL, Reports.PAGER, TOLD.plusSeconds(1)));

        assertThat(new Escalation(DAY, List.of()).receivers(told))
                .extracting(Receiver::name)
                .containsExactly("team", "pager");
        assertThat(escalation.receivers(told)).containsExactly(Reports.PAGER);
    }
}
