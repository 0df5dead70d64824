package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cxrwatch.alert.Examples.ACCURACY_AT_VALLEY;
import static org.cxrwatch.alert.Examples.DATA_AT_VALLEY;
import static org.cxrwatch.alert.Examples.clear;
import static org.cxrwatch.alert.Examples.critical;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.explained;
import static org.cxrwatch.alert.Examples.fold;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.hourly;
import static org.cxrwatch.alert.Examples.judged;
import static org.cxrwatch.alert.Examples.raised;
import static org.cxrwatch.alert.Examples.undecided;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class AlertFoldTest {

    private static final AlertKey KEY = DATA_AT_VALLEY;

    private static List<Occurrence> after(Judgement... days) {
        return fold().fold(Checkpoint.NONE, windows(days)).occurrences();
    }

    private static List<JudgedWindow> windows(Judgement... days) {
        return IntStream.range(0, days.length)
                .mapToObj(index -> judged(day(index), days[index]))
                .toList();
    }

    @Test
    void evidenceOpensAnEpisodeAndAClearDayEndsIt() {
        List<Occurrence> occurrences = after(clear(KEY), critical(KEY), critical(KEY), clear(KEY), clear(KEY));

        assertThat(occurrences).singleElement().satisfies(one -> {
            assertThat(one.found().state()).isEqualTo(AlertState.RESOLVED);
            assertThat(one.found().span()).isEqualTo(new Episode.Span(day(1), day(2), Optional.of(day(3))));
        });
    }

    @Test
    void undecidedWindowsNeitherFireNorClear() {
        assertThat(after(undecided(KEY), undecided(KEY))).isEmpty();
        assertThat(after(critical(KEY), undecided(KEY), undecided(KEY)))
                .singleElement()
                .satisfies(one -> assertThat(one.found().state()).isEqualTo(AlertState.FIRING));
    }

    @Test
    void severityIsTheWorstSoFar() {
        List<Occurrence> occurrences =
                after(raised(KEY, AlertSeverity.WARNING), critical(KEY), raised(KEY, AlertSeverity.INFO));

        assertThat(occurrences)
                .singleElement()
                .satisfies(one -> assertThat(one.found().severity()).isEqualTo(AlertSeverity.CRITICAL));
    }

    @Test
    void evidenceAfterAClearWindowIsTheNextEpisode() {
        Folded folded = fold().fold(Checkpoint.NONE, windows(critical(KEY), clear(KEY), critical(KEY)));

        assertThat(folded.occurrences())
                .extracting(one -> one.found().state())
                .containsExactly(AlertState.RESOLVED, AlertState.FIRING);
        assertThat(folded.tracks())
                .singleElement()
                .satisfies(track -> assertThat(track.episodes()).isEqualTo(2));
    }

    @Test
    void whatAnotherSliceExplainsKeepsAnEpisodeOpenAndOpensNone() {
        assertThat(after(explained(KEY), explained(KEY))).isEmpty();
        assertThat(after(raised(KEY, AlertSeverity.WARNING), explained(KEY), explained(KEY)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.found().span().last()).isEqualTo(day(2));
                    assertThat(one.found().severity()).isEqualTo(AlertSeverity.WARNING);
                });
    }

    @Test
    void anAlertThatAsksForTwoWindowsIsPendingAfterOneAndForgetsItOnAClearOne() {
        AlertFold patient = new AlertFold(key -> new Persistence(2, 2));
        Folded pending = patient.fold(Checkpoint.NONE, windows(critical(KEY)));

        assertThat(pending.occurrences()).isEmpty();
        assertThat(pending.tracks().get(0).current().orElseThrow().state()).isEqualTo(AlertState.PENDING);
        assertThat(patient.fold(Checkpoint.NONE, windows(critical(KEY), clear(KEY), critical(KEY)))
                        .occurrences())
                .isEmpty();
        assertThat(patient.fold(Checkpoint.NONE, windows(critical(KEY), undecided(KEY), critical(KEY)))
                        .occurrences())
                .singleElement()
                .satisfies(one -> assertThat(one.found().span().opened()).isEqualTo(day(0)));
    }

    @Test
    void hoursAreOverAfterThreeClearOnesInARow() {
        AlertKey key = hourly(AlertType.HIGH_LATENCY, "latency_mean", Slice.ALL);
        List<JudgedWindow> interrupted = List.of(
                judged(hour("2026-10-03", 10), critical(key)),
                judged(hour("2026-10-03", 11), clear(key)),
                judged(hour("2026-10-03", 12), clear(key)),
                judged(hour("2026-10-03", 13), critical(key)),
                judged(hour("2026-10-03", 14), clear(key)),
                judged(hour("2026-10-03", 15), clear(key)),
                judged(hour("2026-10-03", 16), clear(key)));

        assertThat(fold().fold(Checkpoint.NONE, interrupted).occurrences())
                .singleElement()
                .satisfies(one -> assertThat(one.found().span())
                        .isEqualTo(new Episode.Span(
                                hour("2026-10-03", 10), hour("2026-10-03", 13), Optional.of(hour("2026-10-03", 16)))));
    }

    @Test
    void whatIsOpenOfASupersededVersionIsOver() {
        List<JudgedWindow> windows = List.of(
                judged(day(0), critical(KEY), critical(ACCURACY_AT_VALLEY)),
                new JudgedWindow(day(1), List.of(undecided(KEY)), Set.of("v1.0.0")),
                new JudgedWindow(day(2), List.of(undecided(KEY)), Set.of("v1.0.0")));

        assertThat(fold().fold(Checkpoint.NONE, windows).occurrences())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.found().span().resolved()).contains(day(1)))
                .allSatisfy(one -> assertThat(one.found().span().watch()).isEqualTo(Episode.Watch.GIVEN_UP))
                .allSatisfy(one -> assertThat(one.found().evidence())
                        .isEqualTo("Not looked at any more since 2026-09-02: v1.0.0 answered nothing; a later version"
                                + " answers in its place. Nobody looked whether what it found is mended. It was found"
                                + " on 2026-09-01, last: It is bad."));
    }

    @Test
    void ofASupersededVersionAllEndsAtOnceHoweverManyClearWindowsItWouldAskFor() {
        List<JudgedWindow> windows = List.of(
                judged(day(0), critical(KEY)),
                judged(day(1), critical(KEY)),
                new JudgedWindow(day(2), List.of(), Set.of("v1.0.0")));

        assertThat(new AlertFold(key -> new Persistence(2, 3))
                        .fold(Checkpoint.NONE, windows)
                        .occurrences())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.found().span())
                            .isEqualTo(new Episode.Span(day(0), day(1), Optional.of(day(2)), Episode.Watch.GIVEN_UP));
                    assertThat(one.found().evidence())
                            .contains("found from 2026-09-01 to 2026-09-02, last: It is bad.");
                });
        assertThat(new AlertFold(key -> new Persistence(2, 3))
                        .fold(Checkpoint.NONE, List.of(windows.get(0), windows.get(2)))
                        .tracks())
                .isEmpty();
    }

    @Test
    void windowsBeforeTheCheckpointAreDecidedForGood() {
        List<JudgedWindow> first = windows(critical(KEY), critical(KEY));
        Checkpoint sealed = fold().seal(Checkpoint.NONE, first, List.of(), day(1).end());

        Folded folded = fold().fold(sealed, windows(clear(KEY), clear(KEY), critical(KEY)));

        assertThat(folded.occurrences())
                .singleElement()
                .satisfies(one -> assertThat(one.found().span().opened()).isEqualTo(day(0)));
    }

    @Test
    void sealingBackwardsKeepsTheLaterCheckpoint() {
        Checkpoint sealed = fold().seal(Checkpoint.NONE, windows(critical(KEY)), List.of(), day(0).end());

        assertThat(fold().seal(sealed, windows(clear(KEY)), List.of(), day(0).end()))
                .isSameAs(sealed);
    }

    @Test
    void alertsThatNeverSawEvidenceLeaveNoTrack() {
        assertThat(fold().seal(Checkpoint.NONE, windows(clear(KEY), undecided(KEY)), List.of(), day(5).end())
                        .tracks())
                .isEmpty();
    }

    @Test
    void twoJudgementsOfOneKeyInOneWindowAreRefused() {
        assertThatThrownBy(() -> judged(day(0), critical(KEY), clear(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drift_detected_data/v1.0.0/DAY/site=valley")
                .hasMessageContaining("judge each key once");
        assertThatThrownBy(() -> fold().fold(
                                Checkpoint.NONE, List.of(judged(day(0), critical(KEY)), judged(day(0), clear(KEY)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void alertsFireAndClearAfterAtLeastOneWindow() {
        assertThatThrownBy(() -> new Persistence(0, 1)).hasMessageContaining("at least one window");
    }
}
