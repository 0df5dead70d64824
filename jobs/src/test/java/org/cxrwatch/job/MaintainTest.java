package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.command.MemoryUpkeep;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.Plan;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.retention.RetentionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaintainTest {

    private static final Instant NOW = Instant.parse("2026-10-13T03:00:00Z");
    private static final RetentionPolicy RETENTION = new RetentionPolicy(
            Map.of(
                    Kept.PREDICTIONS, 100,
                    Kept.LABELS, 100,
                    Kept.REJECTS, 50,
                    Kept.SYSTEM_METRICS, 100,
                    Kept.FINE_CELLS, 200,
                    Kept.SCORES, 3_650),
            60);

    /** 2026-10-13 less 100 and less 200 days. */
    private static final LocalDate FIRST_ROWS = LocalDate.of(2026, 7, 5);

    private static final LocalDate FIRST_FINE = LocalDate.of(2026, 3, 27);

    private final MemoryDatabase database = new MemoryDatabase(Clock.fixed(NOW, ZoneOffset.UTC));
    private final MemoryUpkeep lake = new MemoryUpkeep();
    private final List<Cells.Range> loaded = new ArrayList<>();
    private final Maintain maintain = new Maintain(
            new Maintain.Stores(
                    database.ledger(),
                    database.expiries(),
                    lake,
                    range -> {
                        loaded.add(range);
                        return List.of();
                    },
                    lake,
                    database.baselines()),
            new Maintain.Policy(RETENTION, Duration.ofDays(14)));

    @BeforeEach
    void fill() {
        lake.predictions.put(FIRST_ROWS.minusDays(1), 5L);
        lake.predictions.put(FIRST_ROWS, 7L);
        for (LocalDate day = FIRST_FINE.minusDays(10); !day.isAfter(FIRST_FINE); day = day.plusDays(1)) {
            lake.cells.put(day, day.plusDays(5).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    private Optional<LocalDate> noted(Kept kept) {
        return database.expiries().expired().firstKept(kept);
    }

    @Test
    void whatIsDueIsSaidAndNothingIsChanged() {
        Maintain.Result due = maintain.survey(NOW);

        assertThat(due.nothingDue()).isFalse();
        assertThat(due.tables().get(0).expired().rows()).isEqualTo(5);
        assertThat(due.old().days())
                .hasSize(10)
                .startsWith(FIRST_FINE.minusDays(10))
                .endsWith(FIRST_FINE.minusDays(1));
        assertThat(due.expired())
                .containsOnlyKeys(Kept.PREDICTIONS, Kept.SYSTEM_METRICS, Kept.NIGHTS)
                .containsEntry(Kept.PREDICTIONS, FIRST_ROWS)
                .containsEntry(Kept.NIGHTS, FIRST_FINE.plusDays(121));
        assertThat(lake.done).isEmpty();
        assertThat(database.expiries().expired().before()).isEmpty();
    }

    @Test
    void whatIsDueIsDoneOnce() {
        maintain.run(NOW);

        assertThat(lake.done)
                .containsExactly(
                        "expire {PREDICTIONS=2026-07-05, SYSTEM_METRICS=2026-07-05, NIGHTS=2026-07-26}",
                        "replace 2026-03-17 to 2026-03-18",
                        "replace 2026-03-19 to 2026-03-25",
                        "replace 2026-03-26 to 2026-03-26",
                        "tidy PT336H");
        assertThat(noted(Kept.FINE_CELLS)).hasValue(FIRST_FINE);
        assertThat(noted(Kept.LABELS)).isEmpty();
        lake.done.clear();

        assertThat(maintain.run(NOW).nothingDue()).isTrue();
        assertThat(lake.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expire", "replace 2026-03-17", "replace 2026-03-19", "tidy"})
    void whatIsBrokenOffIsFinishedByTheNextRun(String step) {
        lake.breaking = step;
        assertThatThrownBy(() -> maintain.run(NOW)).hasMessageContaining("broken off at " + step);
        assertThat(noted(Kept.PREDICTIONS)).as("noted before it is deleted").hasValue(FIRST_ROWS);
        assertThat(noted(Kept.NIGHTS)).as("noted before the first cell is old").isPresent();
        lake.breaking = "";

        maintain.run(NOW);

        assertThat(lake.predictions).containsOnlyKeys(FIRST_ROWS);
        assertThat(noted(Kept.FINE_CELLS).filter(FIRST_FINE::equals).isPresent() || step.equals("tidy"))
                .isTrue();
        assertThat(lake.done)
                .filteredOn(each -> each.equals("replace 2026-03-17 to 2026-03-18"))
                .hasSize(1);
    }

    @Test
    void whatWasNotedExpiresEvenIfTheSettingsKeepItNow() {
        database.expiries().note(Map.of(Kept.PREDICTIONS, FIRST_ROWS.plusDays(1)), NOW);

        maintain.run(NOW);

        assertThat(lake.predictions).isEmpty();
    }

    @Test
    void cellsThatArrivedLatelyAndThoseOfLaterDaysWait() {
        lake.cells.put(FIRST_FINE.minusDays(4), NOW.minus(Duration.ofDays(13)));

        Maintain.OldDays old = maintain.survey(NOW).old();

        assertThat(old.days()).hasSize(6).endsWith(FIRST_FINE.minusDays(5));
        assertThat(old.fineFrom()).isEqualTo(FIRST_FINE.minusDays(4));
        maintain.run(NOW);
        assertThat(noted(Kept.FINE_CELLS)).hasValue(FIRST_FINE.minusDays(4));
        Instant later = NOW.plus(Duration.ofDays(2));
        assertThat(maintain.survey(later).old().days())
                .startsWith(FIRST_FINE.minusDays(4))
                .hasSize(5);
    }

    @Test
    void daysOfBaselinesStayAsTheyAre() {
        database.baselines()
                .add(new BaselineRecord(
                        "b",
                        "v1",
                        FIRST_FINE.minusDays(9),
                        FIRST_FINE.minusDays(3),
                        100,
                        "d",
                        "h",
                        NOW,
                        "ana",
                        "a week"));

        assertThat(maintain.survey(NOW).old().days())
                .containsExactly(FIRST_FINE.minusDays(10), FIRST_FINE.minusDays(2), FIRST_FINE.minusDays(1));
    }

    /** A baseline of four weeks and, before it, days that grow old: fine cells of it are not held for their sake. */
    @Test
    void cellsOfAWeekAreLoadedAtOnceThoughABaselineLiesBetween() {
        LocalDate first = FIRST_FINE.minusDays(34);
        first.datesUntil(FIRST_FINE).forEach(day -> lake.cells.put(day, NOW.minus(Duration.ofDays(100))));
        database.baselines()
                .add(new BaselineRecord(
                        "b",
                        "v1",
                        FIRST_FINE.minusDays(31),
                        FIRST_FINE.minusDays(4),
                        100,
                        "d",
                        "h",
                        NOW,
                        "ana",
                        "four weeks"));

        maintain.run(NOW);

        assertThat(noted(Kept.FINE_CELLS)).hasValue(FIRST_FINE);
        assertThat(loaded)
                .isNotEmpty()
                .allSatisfy(range -> assertThat(ChronoUnit.DAYS.between(range.firstDay(), range.lastDay()))
                        .isLessThan(7));
    }

    @Test
    void rowsThatAreNotCountedYetAreWaitedFor() {
        long batch = database.ledger()
                .plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), NOW)
                .number();

        assertThatThrownBy(() -> maintain.run(NOW))
                .hasMessageContaining("Rows were taken that are not counted yet (batches " + batch + ")")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("`cxrwatch nightly`")
                .extracting(failure -> ((CxrwatchException) failure).exitCode())
                .isEqualTo(ExitCode.TRANSIENT);
        assertThat(lake.done).isEmpty();
        assertThat(database.expiries().expired().before()).isEmpty();
        database.ledger().advance(batch, BatchState.INGESTED, Map.of());
        database.ledger().advance(batch, BatchState.SUMMARISED, Map.of());
        maintain.run(NOW);
        assertThat(lake.done).isNotEmpty();
    }

    @Test
    void rowsThatLabelsMayStillReachDoNotGoEarlier() {
        lake.labels = true;

        assertThatThrownBy(() -> maintain.olderThan(30, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessage("Rows older than 30 days are still waited for: labels may come until 60 days after a"
                        + " prediction (labels.horizon), and this lake has labels; those of predictions from"
                        + " 2026-08-14 to 2026-09-12 would count nowhere. Name 61 days or more; or, if labels never"
                        + " take so long, set labels.horizon below 30 days in conf/application.conf and call it"
                        + " again.");
        maintain.olderThan(61, NOW).run(NOW);
        assertThat(noted(Kept.PREDICTIONS)).hasValue(LocalDate.of(2026, 8, 13));
    }

    @Test
    void whereNothingDependsOnThemRowsGoEarlier() {
        lake.predictions.put(LocalDate.of(2026, 9, 12), 1L);
        lake.predictions.put(LocalDate.of(2026, 9, 13), 1L);

        maintain.olderThan(30, NOW).run(NOW);

        assertThat(lake.predictions).containsOnlyKeys(LocalDate.of(2026, 9, 13));
    }
}
