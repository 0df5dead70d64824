package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightTrustTest {

    private static final Instant AS_OF = Instant.parse("2026-10-13T00:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-10-13T07:30:00Z");
    private static final Duration LATE = Duration.ofHours(36);
    private static final NightWork GOOD =
            new NightWork(Optional.of(AS_OF), Optional.of(AS_OF), Optional.empty(), List.of());

    private static NightTrust.Known known(List<Episode> open) {
        return new NightTrust.Known(Optional.of(AS_OF), Optional.empty(), GOOD, List.of(), open);
    }

    private static List<String> doubts(NightTrust.Known known, Instant now) {
        return NightTrust.of(known, LATE, now).doubts().stream()
                .map(doubt -> doubt.quality() + " " + doubt.text())
                .toList();
    }

    private static Episode open(AlertType type, String metric, String text) {
        AlertKey key = new AlertKey(type, metric, "service", WindowKind.DAY, Slice.ALL);
        Judgement raised = new Judgement.Raised(key, AlertSeverity.WARNING, text, List.of());
        Folded folded = Examples.fold()
                .fold(new Checkpoint(Instant.EPOCH, List.of()), List.of(Examples.judged(Examples.day(0), raised)));
        return Examples.only(Examples.register()
                .record(List.of(), folded, new Night(AS_OF, Instant.EPOCH, Night.Telling.TELL))
                .episodes());
    }

    @Test
    void aNightThatWasWholeCanBeReliedOn() {
        Episode drift = open(AlertType.DRIFT_DETECTED, "data", "Images moved.");

        NightTrust trust = NightTrust.of(known(List.of(drift)), LATE, MORNING);

        assertThat(trust.isGiven()).isTrue();
        assertThat(trust.doubts()).isEmpty();
    }

    @Test
    void anOldNightSaysNothingOfToday() {
        assertThat(doubts(known(List.of()), AS_OF.plus(LATE))).isEmpty();
        assertThat(doubts(known(List.of()), AS_OF.plus(Duration.ofDays(3))))
                .containsExactly(
                        "FRESH the last night is as of 2026-10-13 00:00 UTC, 3 days ago, and nobody has looked since");
    }

    @Test
    void withoutANightThereIsNothingToRelyOn() {
        NightTrust.Known none = new NightTrust.Known(Optional.empty(), Optional.empty(), GOOD, List.of(), List.of());

        assertThat(doubts(none, MORNING)).containsExactly("FRESH no night was evaluated yet");
    }

    @Test
    void aNightThatFailedOrIsAtWorkIsSaid() {
        NightWork failed = new NightWork(
                Optional.of(AS_OF),
                Optional.of(AS_OF),
                Optional.of(new NightWork.Failure("nightly", MORNING, "the lake does not answer.")),
                List.of());
        NightTrust.AtWork atWork = new NightTrust.AtWork("nightly", MORNING);

        assertThat(doubts(
                        new NightTrust.Known(Optional.of(AS_OF), Optional.empty(), failed, List.of(), List.of()),
                        MORNING))
                .containsExactly("FRESH the latest `nightly` failed, 2026-10-13 07:30 UTC: the lake does not answer");
        assertThat(doubts(
                        new NightTrust.Known(Optional.of(AS_OF), Optional.of(atWork), failed, List.of(), List.of()),
                        MORNING))
                .containsExactly("FRESH `nightly` is at work since 2026-10-13 07:30 UTC, or was ended from outside");
    }

    @Test
    void whatWasBegunAndNotCountedAndWhatNobodyWasToldIsSaid() {
        NightWork given = new NightWork(
                Optional.of(AS_OF),
                Optional.of(AS_OF),
                Optional.empty(),
                List.of(new NightWork.GivenUp("ward", 2, AS_OF, "550 no such user")));
        NightTrust.Known known = new NightTrust.Known(
                Optional.of(AS_OF),
                Optional.empty(),
                given,
                List.of(new NightTrust.Stuck("ingested", AS_OF, 1)),
                List.of());

        assertThat(doubts(known, MORNING))
                .containsExactly(
                        "COMPLETE 1 batch was ingested and not counted, since 2026-10-13 00:00 UTC",
                        "TOLD 2 messages to ward could not be delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "DATA_QUALITY, rejected_rate, COMPLETE",
        "DATA_QUALITY, source_rows_missing, RECONCILED",
        "DATA_QUALITY, rows_refused, RECONCILED",
        "NOT_MEASURED, latency_mean, MEASURED",
        "NO_BASELINE, baseline, MEASURED",
        "LABEL_COVERAGE, label_coverage, MEASURED",
    })
    void anOpenAlertAboutTheInputIsADoubt(AlertType type, String metric, NightTrust.Quality quality) {
        assertThat(NightTrust.of(known(List.of(open(type, metric, "It is so."))), LATE, MORNING)
                        .doubts())
                .containsExactly(new NightTrust.Doubt(quality, "It is so"));
    }

    @Test
    void manyOfAKindAreOneDoubt() {
        List<Episode> three = List.of(
                open(AlertType.NOT_MEASURED, "b", "B is not."),
                open(AlertType.NOT_MEASURED, "a", "A is not."),
                open(AlertType.NOT_MEASURED, "c", "C is not."));

        assertThat(doubts(known(three), MORNING)).containsExactly("MEASURED A is not; and 2 more like it");
    }
}
