package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.ACCURACY_AT_VALLEY;
import static org.cxrwatch.alert.Examples.DATA_AT_VALLEY;
import static org.cxrwatch.alert.Examples.clear;
import static org.cxrwatch.alert.Examples.critical;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.fold;
import static org.cxrwatch.alert.Examples.hour;
import static org.cxrwatch.alert.Examples.hourly;
import static org.cxrwatch.alert.Examples.judged;
import static org.cxrwatch.alert.Examples.only;
import static org.cxrwatch.alert.Examples.raised;
import static org.cxrwatch.alert.Examples.register;
import static org.cxrwatch.alert.Examples.undecided;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

class AlertRegisterTest {

    private static final AlertKey KEY = ACCURACY_AT_VALLEY;

    private final List<Episode> recorded = new ArrayList<>();

    /** A night that has decided the days up to {@code last}; every earlier night had decided those before. */
    private RecordedNight night(int last, JudgedWindow... windows) {
        Night night =
                new Night(day(last).end(), last == 0 ? Instant.EPOCH : day(last).start(), Night.Telling.TELL);
        RecordedNight result = register().record(recorded, fold().fold(Checkpoint.NONE, List.of(windows)), night);
        for (Episode episode : result.episodes()) {
            recorded.removeIf(one -> one.key().equals(episode.key()) && one.number() == episode.number());
            recorded.add(episode);
        }
        return result;
    }

    private static List<Transition.Kind> kinds(RecordedNight night) {
        return night.transitions().stream().map(Transition::kind).toList();
    }

    @Test
    void anOpeningIsRecordedAndToldOnceWithWhereHowMuchAndSinceWhen() {
        Judgement.Raised found = new Judgement.Raised(
                KEY,
                AlertSeverity.CRITICAL,
                "accuracy at site=valley (v1.0.0) on 2026-09-01: 0.61 (n 41), below 0.8.",
                List.of(Examples.NORTH));
        RecordedNight first = night(0, judged(day(0), found));
        RecordedNight second = night(1, judged(day(0), found), judged(day(1), undecided(KEY)));

        Episode episode = only(first.episodes());
        assertThat(episode.number()).isEqualTo(1);
        assertThat(episode.openedAsOf()).isEqualTo(day(0).end());
        assertThat(episode.caseId()).isEqualTo("2026-09-01-site-valley");
        assertThat(kinds(first)).containsExactly(Transition.Kind.OPENED);
        assertThat(Examples.told(first)).singleElement().satisfies(message -> {
            assertThat(message.subject())
                    .isEqualTo("CRITICAL: answers at valley are wrong more often since 2026-09-01"
                            + " [2026-09-01-site-valley]");
            assertThat(String.join(" ", message.lines()))
                    .contains("accuracy at site=valley (v1.0.0) on 2026-09-01: 0.61 (n 41), below 0.8.")
                    .contains("Moved with it, and needs no reason of its own: site=north.")
                    .contains("What to check and do: docs/runbooks.md#accuracy_drop");
            assertThat(message.channel()).isEqualTo("log");
        });
        assertThat(second).isEqualTo(new RecordedNight(List.of(), List.of(), List.of()));
    }

    @Test
    void aRiseOfSeverityIsToldAndAFallIsNot() {
        night(0, judged(day(0), raised(KEY, AlertSeverity.WARNING)));
        RecordedNight risen =
                night(1, judged(day(0), raised(KEY, AlertSeverity.WARNING)), judged(day(1), critical(KEY)));
        RecordedNight corrected = night(
                2,
                judged(day(0), raised(KEY, AlertSeverity.WARNING)),
                judged(day(1), raised(KEY, AlertSeverity.WARNING)));

        assertThat(kinds(risen)).containsExactly(Transition.Kind.RAISED);
        assertThat(Examples.told(risen)).hasSize(1);
        assertThat(Examples.told(corrected)).isEmpty();
        assertThat(only(recorded).severity()).isEqualTo(AlertSeverity.CRITICAL);
    }

    @Test
    void whatIsWorthRecordingOnlyIsNotToldUntilItIsWorse() {
        RecordedNight first = night(0, judged(day(0), raised(KEY, AlertSeverity.INFO)));
        RecordedNight second = night(1, judged(day(0), raised(KEY, AlertSeverity.INFO)), judged(day(1), critical(KEY)));

        assertThat(first.episodes()).hasSize(1);
        assertThat(Examples.told(first)).isEmpty();
        assertThat(Examples.told(second)).hasSize(1);
    }

    @Test
    void anEndIsToldWithTheNightThatFirstKnewIt() {
        night(0, judged(day(0), critical(KEY)));
        RecordedNight over = night(1, judged(day(0), critical(KEY)), judged(day(1), clear(KEY)));

        assertThat(kinds(over)).containsExactly(Transition.Kind.RESOLVED);
        assertThat(only(over.episodes()).resolvedAsOf()).contains(day(1).end());
        assertThat(Examples.told(over).get(0).lines().get(0)).contains("Over since 2026-09-02, after 1 day");
    }

    @Test
    void whatWasSaidOfAnEndAgreesUntilLaterLabelsMoveTheWindows() {
        RecordedNight opened = night(0, judged(day(0), critical(KEY)));
        RecordedNight over = night(1, judged(day(0), critical(KEY)), judged(day(1), clear(KEY)));
        Episode known = only(recorded);
        RecordedNight later =
                night(3, judged(day(0), critical(KEY)), judged(day(1), critical(KEY)), judged(day(2), clear(KEY)));

        assertThat(opened.transitions().get(0).agreesWith(known)).isTrue();
        assertThat(over.transitions().get(0).agreesWith(known)).isTrue();
        assertThat(later.transitions()).isEmpty();
        assertThat(over.transitions().get(0).agreesWith(only(recorded))).isFalse();
    }

    @Test
    void whatWasSaidOfABeginningAgreesUntilItIsKnownToBeEarlier() {
        Transition opened = night(1, judged(day(0), undecided(KEY)), judged(day(1), critical(KEY)))
                .transitions()
                .get(0);
        night(2, judged(day(1), critical(KEY)), judged(day(2), critical(KEY)));
        assertThat(opened.agreesWith(only(recorded))).isTrue();

        night(3, judged(day(0), critical(KEY)), judged(day(1), critical(KEY)), judged(day(2), critical(KEY)));
        assertThat(opened.agreesWith(only(recorded))).isFalse();
    }

    @Test
    void theEndOfAVersionThatAnswersNoMoreIsNotToldAsIfItWereMended() {
        night(0, judged(day(0), critical(KEY)));
        RecordedNight over =
                night(1, judged(day(0), critical(KEY)), new JudgedWindow(day(1), List.of(), Set.of("v1.0.0")));

        assertThat(kinds(over)).containsExactly(Transition.Kind.RESOLVED);
        assertThat(only(over.episodes()).isUnwatched()).isTrue();
        assertThat(over.transitions().get(0).text())
                .startsWith("Not looked at any more since 2026-09-02: v1.0.0 answered nothing")
                .endsWith("last: It is bad.")
                .doesNotContain("Over since");
        assertThat(Examples.told(over).get(0).subject())
                .startsWith("Not looked at any more since 2026-09-02, as v1.0.0 answers no more: wrong answers")
                .doesNotContain("Over");
    }

    @Test
    void whatARedecisionTakesAwayIsRetractedAndComesBackAsTheNextEpisode() {
        night(0, judged(day(0), critical(KEY)));
        RecordedNight gone = night(1, judged(day(0), clear(KEY)), judged(day(1), undecided(KEY)));
        RecordedNight back = night(2, judged(day(0), critical(KEY)), judged(day(1), undecided(KEY)));

        assertThat(kinds(gone)).containsExactly(Transition.Kind.RETRACTED);
        assertThat(Examples.told(gone)).hasSize(1);
        assertThat(only(gone.episodes()).state()).isEqualTo(AlertState.RESOLVED);
        assertThat(only(gone.episodes()).span().resolved()).isEmpty();
        assertThat(kinds(back)).containsExactly(Transition.Kind.OPENED);
        assertThat(only(back.episodes()).number()).isEqualTo(2);
    }

    @Test
    void whatWasOverAndIsOpenAfterAllIsTheNextEpisode() {
        night(1, judged(day(0), critical(KEY)), judged(day(1), clear(KEY)));
        RecordedNight again = night(2, judged(day(0), critical(KEY)), judged(day(1), critical(KEY)));

        assertThat(kinds(again)).containsExactly(Transition.Kind.OPENED);
        assertThat(only(again.episodes()).number()).isEqualTo(2);
        assertThat(only(again.episodes()).span().opened()).isEqualTo(day(0));
        assertThat(night(2, judged(day(0), critical(KEY)), judged(day(1), critical(KEY)))
                        .episodes())
                .isEmpty();
    }

    @Test
    void aRedecisionThatChangesThePastAndNotThePresentIsSilent() {
        night(5, judged(day(5), clear(KEY)));
        RecordedNight past = night(6, judged(day(2), critical(KEY)), judged(day(3), clear(KEY)));

        assertThat(kinds(past)).containsExactly(Transition.Kind.OPENED, Transition.Kind.RESOLVED);
        assertThat(Examples.told(past)).isEmpty();
    }

    @Test
    void aClearDayFoundInTheMiddleOfAnOpenEpisodeIsSilent() {
        night(2, judged(day(0), critical(KEY)), judged(day(1), critical(KEY)), judged(day(2), critical(KEY)));
        RecordedNight split =
                night(3, judged(day(0), critical(KEY)), judged(day(1), clear(KEY)), judged(day(2), critical(KEY)));

        assertThat(Examples.told(split)).isEmpty();
        assertThat(split.episodes()).extracting(Episode::number).containsExactly(1, 2);
        assertThat(split.episodes()).extracting(Episode::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void whatCameAndWentWithinTheNightIsTold() {
        AlertKey errors = hourly(AlertType.HIGH_ERROR_RATE, "error_rate", Examples.HARBOR);
        RecordedNight night = night(
                0,
                judged(hour("2026-09-01", 9), critical(errors)),
                judged(hour("2026-09-01", 10), clear(errors)),
                judged(hour("2026-09-01", 11), clear(errors)),
                judged(hour("2026-09-01", 12), clear(errors)));

        assertThat(kinds(night)).containsExactly(Transition.Kind.OPENED, Transition.Kind.RESOLVED);
        assertThat(Examples.told(night)).hasSize(1);
        assertThat(String.join(" ", Examples.told(night).get(0).lines()))
                .contains("Requests at harbor fail from 2026-09-01 09:00 UTC for 1 hour")
                .contains("Over since 2026-09-01 12:00 UTC");
    }

    @Test
    void whoHasItInHandKeepsItUnlessItGetsWorse() {
        night(0, judged(day(0), raised(KEY, AlertSeverity.WARNING)));
        Episode open = only(recorded);
        recorded.clear();
        recorded.add(open.acknowledged(new Acknowledgement("ada", day(9).end())));

        JudgedWindow first = judged(day(0), raised(KEY, AlertSeverity.WARNING));
        assertThat(only(night(1, first, judged(day(1), raised(KEY, AlertSeverity.WARNING)))
                                .episodes())
                        .state())
                .isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(only(night(2, first, judged(day(1), critical(KEY))).episodes())
                        .state())
                .isEqualTo(AlertState.FIRING);
    }

    @Test
    void alertsOfOneCauseAreOneMessage() {
        RecordedNight night = night(0, judged(day(0), critical(KEY), raised(DATA_AT_VALLEY, AlertSeverity.EMERGENCY)));

        assertThat(night.episodes()).extracting(Episode::caseId).containsOnly("2026-09-01-site-valley");
        assertThat(Examples.told(night)).singleElement().satisfies(message -> {
            assertThat(message.severity()).isEqualTo(AlertSeverity.EMERGENCY);
            assertThat(message.subject())
                    .isEqualTo("EMERGENCY: images at valley changed since 2026-09-01 [2026-09-01-site-valley]");
            assertThat(message.notice().cases())
                    .singleElement()
                    .satisfies(told -> assertThat(told.alerts()).hasSize(2));
        });
    }

    @Test
    void manySymptomsAreCounted() {
        List<org.cxrwatch.model.Slice> symptoms = java.util.stream.IntStream.range(0, 11)
                .mapToObj(index -> new org.cxrwatch.model.Slice("scanner", "s" + index))
                .toList();
        RecordedNight night =
                night(0, judged(day(0), new Judgement.Raised(KEY, AlertSeverity.CRITICAL, "Bad.", symptoms)));

        assertThat(night.transitions().get(0).text()).endsWith("scanner=s5, scanner=s6 and 3 more slices.");
    }
}
