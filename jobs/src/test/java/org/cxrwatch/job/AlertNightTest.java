package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.Night;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.Resolutions;
import org.cxrwatch.alert.ResolvedByHand;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

/** What people said, on its way into a night and through it. Accuracy is bad on every day. */
class AlertNightTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);

    /** The night after so many days, begun at three o'clock. */
    private static Nights.One night(int days) {
        LocalDate day = FIRST.plusDays(days - 1L);
        return new Nights.One(day, day.plusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
    }

    private static Findings bad(int days) {
        List<MetricScore> metrics = IntStream.range(0, days)
                .mapToObj(number -> new MetricScore(
                        new WindowSlice(Scope.version("v1.0.0"), Window.day(FIRST.plusDays(number)), Slice.ALL),
                        "accuracy",
                        Score.of(0.5, 0.44, 0.56),
                        300))
                .toList();
        return new Findings(
                metrics, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of());
    }

    private static Results.AlertBook after(Results.AlertBook book, int days, Night.Telling telling) {
        Instant before = days == 1 ? Instant.EPOCH : night(days - 1).asOf();
        AlertNight alerts = new AlertNight(SamplePolicy.USUAL, book, before, Routing.LOG, Links.NONE);
        alerts.add(night(days), bad(days), telling);
        return alerts.book();
    }

    private static Results.AlertBook book(List<Episode> episodes, Results.Said said) {
        return new Results.AlertBook(Checkpoint.NONE, episodes, List.of(), List.of(), said);
    }

    private static List<Transition.Kind> kinds(Results.AlertBook book) {
        return book.transitions().stream().map(Transition::kind).toList();
    }

    private static String lines(Results.AlertBook book) {
        return book.messages().stream().map(Message::lines).toList().toString();
    }

    private static Results.Said silenced(Instant until) {
        Silence.Terms terms = new Silence.Terms(
                new AlertMatcher(Map.of(AlertMatcher.Field.ALERT_TYPE, "accuracy_drop")),
                night(1).asOf(),
                until,
                "ada",
                "known");
        return new Results.Said(List.of(), List.of(new Silence(4, terms, night(1).asOf(), Optional.empty())));
    }

    @Test
    void aNightTellsWhatItFinds() {
        Results.AlertBook first = after(book(List.of(), Results.Said.NOTHING), 1, Night.Telling.TELL);

        assertThat(kinds(first)).containsExactly(Transition.Kind.OPENED);
        assertThat(first.messages()).hasSize(1);
        assertThat(first.episodes().get(0).heard().told().orElseThrow().first()).isEqualTo(night(1).asOf());
    }

    @Test
    void whatASilenceKeepsBackIsToldByTheFirstNightAfterIt() {
        Results.Said said = silenced(night(2).asOf());
        Results.AlertBook first = after(book(List.of(), said), 1, Night.Telling.TELL);
        Results.AlertBook second = after(book(first.episodes(), said), 2, Night.Telling.TELL);

        assertThat(kinds(first)).containsExactly(Transition.Kind.OPENED, Transition.Kind.SUPPRESSED);
        assertThat(first.messages()).isEmpty();
        assertThat(kinds(second)).containsExactly(Transition.Kind.TOLD);
        assertThat(lines(second)).contains("opened: accuracy at all");
    }

    @Test
    void aBackfillKeepsNothingBackAsItTellsNothing() {
        Results.AlertBook first = after(book(List.of(), silenced(night(9).asOf())), 1, Night.Telling.SILENT);

        assertThat(kinds(first)).containsExactly(Transition.Kind.OPENED);
        assertThat(first.episodes().get(0).heard().held()).isEmpty();
    }

    @Test
    void whatSomebodyResolvedOpensAgainByAWindowThatBeginsAfterwards() {
        Results.AlertBook first = after(book(List.of(), Results.Said.NOTHING), 1, Night.Telling.TELL);
        Instant at = night(1).asOf().plusSeconds(3_600);
        RecordedNight over = Resolutions.byHand(first.episodes(), "ada", "repaired", at);
        Results.Said said = new Results.Said(
                List.of(ResolvedByHand.of(over.transitions().get(0)).orElseThrow()), List.of());
        Results.AlertBook second = after(book(over.episodes(), said), 2, Night.Telling.TELL);
        Results.AlertBook third = after(book(over.episodes(), said), 3, Night.Telling.TELL);

        assertThat(second.episodes()).isEmpty();
        assertThat(second.messages()).isEmpty();
        assertThat(third.episodes()).singleElement().satisfies(episode -> {
            assertThat(episode.number()).isEqualTo(2);
            assertThat(episode.state()).isEqualTo(AlertState.FIRING);
            assertThat(episode.span().opened()).isEqualTo(Window.day(FIRST.plusDays(2)));
        });
        assertThat(lines(third)).contains("It is the 2nd time; the last was over since 2026-10-02.");
    }

    @Test
    void whatWasSaidAfterANightIsUnknownToIt() {
        Results.AlertBook first = after(book(List.of(), Results.Said.NOTHING), 1, Night.Telling.TELL);
        ResolvedByHand later = new ResolvedByHand(
                first.episodes().get(0).key(),
                Window.day(FIRST),
                night(2).asOf().plusMillis(1));
        Results.AlertBook second =
                after(book(first.episodes(), new Results.Said(List.of(later), List.of())), 2, Night.Telling.TELL);

        assertThat(second.episodes().get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(second.episodes().get(0).span().last()).isEqualTo(Window.day(FIRST.plusDays(1)));
    }
}
