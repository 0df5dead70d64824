package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Heard;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.TransitionText;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice NORTH = new Slice("site", "north");
    private static final Instant NIGHT = Instant.parse("2026-10-06T00:00:00Z");
    private static final AlertKey DRIFT = key(AlertType.DRIFT_DETECTED, "data", "v1.0.0", VALLEY);
    private static final AlertKey REFUSED = key(AlertType.DATA_QUALITY, "rows_refused", "service", Slice.ALL);

    private final Gate gate = new Gate(Duration.ofMinutes(30));
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();

    private static AlertKey key(AlertType type, String metric, String scope, Slice slice) {
        return new AlertKey(type, metric, scope, WindowKind.DAY, slice);
    }

    private static Window day(int day) {
        return Window.day(LocalDate.of(2026, 10, day));
    }

    private static Episode open(AlertKey key, int number, AlertSeverity severity, int first, int last) {
        return episode(key, number, severity, new Episode.Span(day(first), day(last), Optional.empty()));
    }

    private static Episode over(Episode episode) {
        Episode.Span span = episode.span();
        return episode(
                        episode.key(),
                        episode.number(),
                        episode.severity(),
                        new Episode.Span(span.opened(), span.last(), Optional.of(day(6))))
                .heard(episode.heard());
    }

    private static Episode episode(AlertKey key, int number, AlertSeverity severity, Episode.Span span) {
        boolean isOver = span.resolved().isPresent();
        return new Episode(
                key,
                number,
                isOver ? AlertState.RESOLVED : AlertState.FIRING,
                severity,
                span,
                NIGHT,
                isOver ? Optional.of(NIGHT) : Optional.empty(),
                "case",
                "It is bad.",
                List.of(),
                Optional.empty(),
                Heard.NOTHING);
    }

    private Gate.Passed pass(Instant now, Transition.Kind kind, Episode... changed) {
        List<News> news = new ArrayList<>();
        for (Episode episode : changed) {
            put(episode);
            news.add(new News(TransitionText.transition(episode, kind, now), episode));
        }
        Gate.Passed passed = gate.pass(List.copyOf(episodes), news, silences, now);
        passed.episodes().forEach(this::put);
        return passed;
    }

    private Gate.Passed look(Instant now) {
        return pass(now, Transition.Kind.OPENED);
    }

    private void put(Episode episode) {
        episodes.removeIf(one -> one.key().equals(episode.key()) && one.number() == episode.number());
        episodes.add(episode);
    }

    private Episode known(AlertKey key, int number) {
        return episodes.stream()
                .filter(episode -> episode.key().equals(key) && episode.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private void silence(String slice, Instant until) {
        silences.add(new Silence(
                silences.size() + 1L,
                new Silence.Terms(
                        new AlertMatcher(Map.of(AlertMatcher.Field.SLICE, slice)),
                        NIGHT.minusSeconds(60),
                        until,
                        "ada",
                        "service"),
                NIGHT,
                Optional.empty()));
    }

    private static List<String> told(Gate.Passed passed) {
        return passed.told().stream()
                .map(item -> item.transition().kind().text() + " "
                        + item.transition().key().type().text())
                .toList();
    }

    private static List<String> recorded(Gate.Passed passed) {
        return passed.transitions().stream()
                .map(change -> change.kind().text() + ": " + change.text())
                .toList();
    }

    @Test
    void whatNothingKeepsBackIsToldAndRemembered() {
        Gate.Passed passed = pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));

        assertThat(told(passed)).containsExactly("opened drift_detected");
        assertThat(passed.transitions()).isEmpty();
        assertThat(known(DRIFT, 1).heard().told())
                .contains(new Heard.Told(NIGHT, NIGHT, Transition.Kind.OPENED, AlertSeverity.CRITICAL));
    }

    @Test
    void whatASilenceKeptBackIsToldOnceWhenItIsOverAndStillOpen() {
        silence("site=valley", NIGHT.plusSeconds(3_600));
        Gate.Passed silent = pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        Gate.Passed still = look(NIGHT.plusSeconds(3_599));
        Gate.Passed after = look(NIGHT.plusSeconds(3_600));

        assertThat(told(silent)).isEmpty();
        assertThat(recorded(silent))
                .containsExactly("suppressed: Not told: silence 1 by ada holds until 2026-10-06 01:00 UTC: service");
        assertThat(still).isEqualTo(new Gate.Passed(List.of(), List.of(), List.of()));
        assertThat(told(after)).containsExactly("opened drift_detected");
        assertThat(recorded(after)).containsExactly("told: Told now: silence 1 does not keep it back any more.");
        assertThat(told(look(NIGHT.plusSeconds(7_200)))).isEmpty();
    }

    @Test
    void whatEndsDuringASilenceIsNotTold() {
        silence("site=valley", NIGHT.plusSeconds(3_600));
        pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        Gate.Passed over = pass(NIGHT.plusSeconds(60), Transition.Kind.RESOLVED, over(known(DRIFT, 1)));

        assertThat(told(over)).isEmpty();
        assertThat(recorded(over))
                .containsExactly("suppressed: Not told at all: it ended while silence 1 kept it back.");
        assertThat(look(NIGHT.plusSeconds(7_200))).isEqualTo(new Gate.Passed(List.of(), List.of(), List.of()));
    }

    @Test
    void aSilenceTakesTheEndOfWhatPeopleWereToldOf() {
        pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        silence("site=valley", NIGHT.plusSeconds(9_000));
        Gate.Passed over = pass(NIGHT.plusSeconds(3_600), Transition.Kind.RESOLVED, over(known(DRIFT, 1)));

        assertThat(told(over)).isEmpty();
        assertThat(over.transitions()).extracting(Transition::kind).containsExactly(Transition.Kind.SUPPRESSED);
        assertThat(told(look(NIGHT.plusSeconds(9_001)))).isEmpty();
    }

    @Test
    void refusedRowsKeepBackWhatTheyCauseUntilTheyAreOver() {
        Gate.Passed night = pass(
                NIGHT,
                Transition.Kind.OPENED,
                open(REFUSED, 1, AlertSeverity.WARNING, 5, 5),
                open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        Gate.Passed mended = pass(NIGHT.plusSeconds(86_400), Transition.Kind.RESOLVED, over(known(REFUSED, 1)));

        assertThat(told(night)).containsExactly("opened data_quality");
        assertThat(recorded(night))
                .containsExactly("inhibited: Not told: data_quality_rows_refused/service/DAY/all is open and may be"
                        + " its cause.");
        assertThat(told(mended)).containsExactly("resolved data_quality", "opened drift_detected");
    }

    @Test
    void whatLastsLongerThanItsCauseIsTold() {
        pass(
                NIGHT,
                Transition.Kind.OPENED,
                open(REFUSED, 1, AlertSeverity.WARNING, 5, 5),
                open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        put(open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 6).heard(known(DRIFT, 1).heard()));

        assertThat(told(look(NIGHT.plusSeconds(86_400)))).containsExactly("opened drift_detected");
    }

    @Test
    void anOutageOfTheDayBeforeAnEmergencyAndAnotherSiteHideNothing() {
        AlertKey silentAtValley = key(AlertType.LOW_THROUGHPUT, "requests", "service", VALLEY);
        AlertKey atNorth = key(AlertType.ACCURACY_DROP, "accuracy", "v1.0.0", NORTH);
        AlertKey latency = key(AlertType.HIGH_LATENCY, "latency", "service", VALLEY);
        AlertKey labels = key(AlertType.LABEL_COVERAGE, "label_coverage", "service", VALLEY);
        AlertKey hourly = new AlertKey(AlertType.LOW_THROUGHPUT, "requests", "service", WindowKind.HOUR, Slice.ALL);
        Window nine = Window.hour(LocalDate.of(2026, 10, 4), 9);

        Gate.Passed passed = pass(
                NIGHT,
                Transition.Kind.OPENED,
                open(silentAtValley, 1, AlertSeverity.WARNING, 5, 5),
                episode(hourly, 1, AlertSeverity.WARNING, new Episode.Span(nine, nine, Optional.empty())),
                open(DRIFT, 1, AlertSeverity.EMERGENCY, 5, 5),
                open(atNorth, 1, AlertSeverity.CRITICAL, 5, 5),
                open(latency, 1, AlertSeverity.CRITICAL, 5, 5),
                open(labels, 1, AlertSeverity.WARNING, 5, 5));

        assertThat(told(passed))
                .containsExactly(
                        "opened low_throughput",
                        "opened low_throughput",
                        "opened drift_detected",
                        "opened accuracy_drop",
                        "opened high_latency");
        assertThat(passed.transitions()).extracting(Transition::key).containsExactly(labels);
    }

    @Test
    void anEndWithinTheCooldownIsToldAfterItIfItStillHolds() {
        pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        Gate.Passed early = pass(NIGHT.plusSeconds(600), Transition.Kind.RESOLVED, over(known(DRIFT, 1)));
        Gate.Passed later = look(NIGHT.plusSeconds(1_800));

        assertThat(told(early)).isEmpty();
        assertThat(recorded(early))
                .containsExactly("held: Not told before 2026-10-06 00:30 UTC: people were told of the same alert at"
                        + " 2026-10-06 00:00 UTC.");
        assertThat(told(later)).containsExactly("resolved drift_detected");
    }

    @Test
    void whatFlapsIsToldAsItIsAfterTheCooldown() {
        pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5));
        pass(NIGHT.plusSeconds(300), Transition.Kind.RESOLVED, over(known(DRIFT, 1)));
        Gate.Passed again =
                pass(NIGHT.plusSeconds(600), Transition.Kind.OPENED, open(DRIFT, 2, AlertSeverity.WARNING, 6, 6));
        Gate.Passed later = look(NIGHT.plusSeconds(1_800));

        assertThat(told(again)).isEmpty();
        assertThat(told(later)).containsExactly("opened drift_detected");
        assertThat(later.told().get(0).transition().text())
                .isEqualTo("It is bad. Since 2026-10-06. It is the 2nd time; the last was over since 2026-10-06.");
        assertThat(told(look(NIGHT.plusSeconds(9_000)))).isEmpty();
    }

    @Test
    void aRiseOfSeverityBreaksThroughTheCooldownAndNotThroughASilence() {
        pass(NIGHT, Transition.Kind.OPENED, open(DRIFT, 1, AlertSeverity.WARNING, 5, 5));
        Episode worse = open(DRIFT, 1, AlertSeverity.CRITICAL, 5, 5)
                .heard(known(DRIFT, 1).heard());
        Gate.Passed risen = pass(NIGHT.plusSeconds(60), Transition.Kind.RAISED, worse);
        silence("*", NIGHT.plusSeconds(3_600));
        Episode worst = open(DRIFT, 1, AlertSeverity.EMERGENCY, 5, 5)
                .heard(known(DRIFT, 1).heard());
        Gate.Passed silent = pass(NIGHT.plusSeconds(120), Transition.Kind.RAISED, worst);

        assertThat(told(risen)).containsExactly("raised drift_detected");
        assertThat(told(silent)).isEmpty();
        assertThat(told(look(NIGHT.plusSeconds(3_600)))).containsExactly("raised drift_detected");
    }
}
