package org.cxrwatch.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final RetentionPolicy POLICY = new RetentionPolicy(
            Map.of(
                    Kept.PREDICTIONS,
                    400,
                    Kept.LABELS,
                    400,
                    Kept.REJECTS,
                    90,
                    Kept.SYSTEM_METRICS,
                    300,
                    Kept.SCORES,
                    3_650),
            120);
    private static final Expired SOME = new Expired(Map.of(
            Kept.PREDICTIONS, LocalDate.of(2026, 1, 10),
            Kept.SYSTEM_METRICS, LocalDate.of(2026, 1, 12),
            Kept.NIGHTS, LocalDate.of(2026, 2, 1)));

    /** 2025-01-25 plus 400 days, none of them a leap day, is 2026-03-01. */
    @Test
    void aRowExpiresWhenItsDayIsMoreThanSoManyDaysAgo() {
        assertThat(POLICY.firstKept(TODAY))
                .containsEntry(Kept.PREDICTIONS, LocalDate.of(2025, 1, 25))
                .containsEntry(Kept.REJECTS, LocalDate.of(2025, 12, 1))
                .containsEntry(Kept.SYSTEM_METRICS, LocalDate.of(2025, 5, 5))
                .doesNotContainKey(Kept.FINE_CELLS);
    }

    /** 120 days before 2025-01-25, the first day of predictions, is 2024-09-27. */
    @Test
    void labelsOutliveThePredictionsTheyMayBeAbout() {
        assertThat(POLICY.firstKept(TODAY)).containsEntry(Kept.LABELS, LocalDate.of(2024, 9, 27));
        RetentionPolicy longer = new RetentionPolicy(Map.of(Kept.PREDICTIONS, 400, Kept.LABELS, 600), 120);
        assertThat(longer.firstKept(TODAY)).containsEntry(Kept.LABELS, TODAY.minusDays(600));
    }

    /** Labelled on the first of January and sent again on the first of March, 59 days later, where the label counts. */
    @Test
    void theLabelOfAnImageThatWasSentAgainStaysAsLongAsTheLaterPrediction() {
        LocalDate labelled = LocalDate.of(2026, 1, 1);
        LocalDate again = LocalDate.of(2026, 3, 1);

        assertThat(again.datesUntil(again.plusYears(2)))
                .filteredOn(
                        today -> !POLICY.firstKept(today).get(Kept.PREDICTIONS).isAfter(again))
                .hasSize(401)
                .allMatch(today -> !POLICY.firstKept(today).get(Kept.LABELS).isAfter(labelled));
    }

    @Test
    void patientsCanGoEarlierAndNothingElseDoes() {
        Map<Kept, LocalDate> earlier = POLICY.withoutPatientsOlderThan(30).firstKept(TODAY);

        assertThat(earlier)
                .containsEntry(Kept.PREDICTIONS, LocalDate.of(2026, 1, 30))
                .containsEntry(Kept.LABELS, LocalDate.of(2025, 10, 2))
                .containsEntry(Kept.REJECTS, LocalDate.of(2026, 1, 30))
                .containsEntry(Kept.SYSTEM_METRICS, LocalDate.of(2025, 5, 5));
        assertThat(POLICY.withoutPatientsOlderThan(100).firstKept(TODAY))
                .containsEntry(Kept.REJECTS, LocalDate.of(2025, 12, 1));
    }

    @Test
    void nothingIsKeptForNoDays() {
        assertThatThrownBy(() -> new RetentionPolicy(Map.of(Kept.REJECTS, 0), 120))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REJECTS are kept for 0 days");
    }

    /** A night of day N, as of N + 1, looks back to N − 120: with cells fine from 2026-01-01 on the first is 05-01. */
    @ParameterizedTest
    @CsvSource({"2025-12-31,2026-05-02", "2026-05-01,2026-05-02", "2026-05-02,2026-05-03", "2026-07-09,2026-07-10"})
    void theFirstNightLooksAtNoOldCellAndAtNoInstantBeforeTheyHadArrived(LocalDate arrived, LocalDate expected) {
        LocalDate first = RetentionPolicy.firstNight(LocalDate.of(2026, 1, 1), arrived);

        assertThat(first).isEqualTo(expected);
    }

    @Test
    void aDayIsGoneIfItIsBeforeTheFirstThatIsKept() {
        assertThat(SOME.covers(Kept.PREDICTIONS, LocalDate.of(2026, 1, 9))).isTrue();
        assertThat(SOME.covers(Kept.PREDICTIONS, LocalDate.of(2026, 1, 10))).isFalse();
        assertThat(SOME.covers(Kept.LABELS, LocalDate.of(1999, 1, 1))).isFalse();
        assertThat(SOME.firstDayOfRows()).hasValue(LocalDate.of(2026, 1, 12));
        assertThat(Expired.NOTHING.firstDayOfRows()).isEmpty();
    }

    @Test
    void daysWithoutRowsAreRefusedByName() {
        List<LocalDate> days =
                LocalDate.of(2026, 1, 8).datesUntil(LocalDate.of(2026, 1, 12)).toList();

        assertThatThrownBy(() -> SOME.requireRows("A baseline cannot be made", days, Kept.PREDICTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage("A baseline cannot be made over days whose rows have expired: 2 days from 2026-01-08 to"
                        + " 2026-01-09. Rows are kept from 2026-01-10 on. Name days from 2026-01-10 on; what"
                        + " was evaluated before stays in `cxrwatch drift history` and `cxrwatch performance"
                        + " summary`.")
                .extracting(failure -> ((CxrwatchException) failure).exitCode())
                .isEqualTo(ExitCode.DATA);
        assertThatThrownBy(() -> SOME.requireRows("x", days, Kept.PREDICTIONS, Kept.SYSTEM_METRICS))
                .hasMessageContaining("4 days from 2026-01-08 to 2026-01-11. Rows are kept from 2026-01-12 on");
        assertThatThrownBy(() -> SOME.requireRows("x", days.subList(0, 1), Kept.PREDICTIONS))
                .hasMessageContaining("expired: 2026-01-08.");
        assertThatCode(() -> SOME.requireRows("x", days.subList(2, 4), Kept.PREDICTIONS))
                .doesNotThrowAnyException();
    }

    @Test
    void nightsOfWhichCellsHaveLostTheirArrivalsAreRefused() {
        assertThatThrownBy(() -> SOME.requireNight(Instant.parse("2026-01-31T23:59:59Z")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("What was known as of 2026-01-31T23:59:59Z can no longer be counted")
                .hasMessageContaining("asof.horizon 2026-02-01")
                .hasMessageContaining("`cxrwatch drift history`");
        assertThatCode(() -> SOME.requireNight(Instant.parse("2026-02-01T00:00:00Z")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Expired.NOTHING.requireNight(Instant.EPOCH)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void whatIsKeptIsFoundByItsName(Kept kept) {
        assertThat(Kept.of(kept.text())).isEqualTo(kept);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThat(Kept.SYSTEM_METRICS.text()).isEqualTo("system-metrics");
        assertThatThrownBy(() -> Kept.of("baselines")).isInstanceOf(IllegalArgumentException.class);
    }
}
