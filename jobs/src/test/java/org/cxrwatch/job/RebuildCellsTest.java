package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildCellsTest {

    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site"), List.of("site"));
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final Instant EVER = Instant.parse("2027-01-01T00:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<Cell> stored = new ArrayList<>();
    private final List<CellContent> rows = new ArrayList<>();

    private boolean rulesInForce = true;

    private final Cells cells = range -> stored.stream()
            .filter(cell -> !cell.key().day().isBefore(range.firstDay())
                    && !cell.key().day().isAfter(range.lastDay()))
            .toList();

    private final CellRebuild rebuild = new CellRebuild() {
        @Override
        public SortedSet<LocalDate> days() {
            SortedSet<LocalDate> days = new TreeSet<>();
            stored.forEach(cell -> days.add(cell.key().day()));
            rows.forEach(row -> days.add(row.key().day()));
            return days;
        }

        @Override
        public long predictions(LocalDate firstDay, LocalDate lastDay) {
            return 100L * (ChronoUnit.DAYS.between(firstDay, lastDay) + 1);
        }

        @Override
        public List<CellContent> recount(Rows wanted) {
            assertThat(wanted.throughBatch())
                    .as("rows not yet summarised stay out")
                    .isEqualTo(2);
            return rows.stream()
                    .filter(row -> !row.key().day().isBefore(wanted.firstDay())
                            && !row.key().day().isAfter(wanted.lastDay()))
                    .toList();
        }

        @Override
        public void append(List<Cell> next) {
            stored.addAll(next);
        }

        @Override
        public void requireRules() {
            assertThat(rulesInForce).isTrue();
        }

        @Override
        public void adoptRules() {
            rulesInForce = true;
        }
    };

    @BeforeEach
    void twoBatchesAreSummarisedAndAThirdIsNot() {
        for (int i = 0; i < 3; i++) {
            ledger.plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), EVER);
            ledger.advance(i + 1, BatchState.INGESTED, Map.of());
        }
        ledger.advance(1, BatchState.SUMMARISED, Map.of());
        ledger.advance(2, BatchState.SUMMARISED, Map.of());
    }

    @Test
    void whatItCostsIsSaidBeforehand() {
        rows.add(content(DAY, Slice.ALL, 1, 0.5));
        rows.add(content(DAY.plusDays(2), Slice.ALL, 1, 0.5));
        RebuildCells job = new RebuildCells(new Recount(ledger, cells, rebuild, DEFINITION, Expired.NOTHING));

        assertThat(job.cost(Optional.empty(), Optional.empty()).sentence())
                .isEqualTo(
                        "Counting 2 days again reads 300 predictions and their labels once; nothing is written before"
                                + " all is compared.");
        assertThat(job.cost(Optional.of(DAY.plusDays(3)), Optional.empty())).isEqualTo(new RebuildCells.Cost(0, 0));
    }

    @Test
    void daysWhoseCellsAddUpAreLeftAsTheyAre() {
        stored.add(cell(content(DAY, Slice.ALL, 1, 0.5), 1));
        stored.add(cell(content(DAY, Slice.ALL, 2, 0.25), 2));
        rows.add(content(DAY, Slice.ALL, 1, 0.5, 0.25));

        RebuildCells.Result result = run();

        assertThat(result.sentence()).isEqualTo("1 day equal, byte for byte; nothing was written.");
        assertThat(stored).hasSize(2);
    }

    @Test
    void whatDiffersAsSettingsChangedIsNotTakenForAFault() {
        Cell asBefore = cell(content(DAY, Slice.ALL, 1, 0.5), 1);
        stored.add(new Cell(
                asBefore.key(), asBefore.arrival(), 1, asBefore.generation(), "other settings", asBefore.part()));
        rows.add(content(DAY, Slice.ALL, 1, 0.5));
        rows.add(content(DAY, new Slice("site", "north"), 1, 0.5));
        stored.add(cell(content(DAY.plusDays(1), Slice.ALL, 1, 0.5, 0.75), 1));
        rows.add(content(DAY.plusDays(1), Slice.ALL, 1, 0.5));

        assertThat(run().sentence())
                .isEqualTo("0 days equal, byte for byte; 2 days differed (1 as they were counted by other settings) and"
                        + " got a new generation of cells: 2026-09-01, 2026-09-02. Evaluate again with 'cxrwatch"
                        + " backfill --from 2026-09-01 --to 2026-09-02'.");
        assertThat(new RebuildCells.Result(new TreeSet<>(), new TreeSet<>(List.of(DAY)), 1).sentence())
                .contains("1 day differed, as they were counted by other settings, and got");
    }

    @Test
    void aDayThatDiffersGetsItsNextGenerationAndThenAddsUp() {
        stored.add(cell(content(DAY, Slice.ALL, 1, 0.5, 0.75), 1));
        stored.add(cell(content(DAY, new Slice("site", "gone"), 1, 0.75), 1));
        stored.add(cell(content(DAY.plusDays(1), Slice.ALL, 1, 0.5), 1));
        rows.add(content(DAY, Slice.ALL, 1, 0.5));
        rows.add(content(DAY, new Slice("site", "north"), 1, 0.5));
        rows.add(content(DAY.plusDays(1), Slice.ALL, 1, 0.5));

        RebuildCells.Result result = run();

        assertThat(result.rebuilt()).containsExactly(DAY);
        assertThat(result.sentence())
                .isEqualTo("1 day equal, byte for byte; 1 day differed and got a new generation of cells: 2026-09-01."
                        + " Evaluate again with 'cxrwatch backfill --from 2026-09-01 --to 2026-09-01'.");
        CellSums sums = new CellSums(stored);
        assertThat(sums.sum(key(DAY, Slice.ALL), EVER))
                .hasValue(content(DAY, Slice.ALL, 1, 0.5).part());
        assertThat(sums.sum(key(DAY, new Slice("site", "gone")), EVER)
                        .orElseThrow()
                        .rows())
                .as("an empty part stands where no row says anything any more")
                .isZero();
        assertThat(stored.get(stored.size() - 1).generation()).isEqualTo(Generation.FIRST.next(Instant.EPOCH));
        assertThat(run().rebuilt()).isEmpty();
    }

    @Test
    void aDayWithoutCellsGetsItsFirstGeneration() {
        rows.add(content(DAY, Slice.ALL, 1, 0.5));

        assertThat(run().rebuilt()).containsExactly(DAY);
        assertThat(stored).singleElement().satisfies(cell -> {
            assertThat(cell.generation()).isEqualTo(Generation.FIRST);
            assertThat(cell.batch()).isEqualTo(2);
            assertThat(cell.definition()).isEqualTo(DEFINITION.hash());
        });
    }

    @Test
    void daysWhoseRowsAreGoneAreRefusedAndNothingIsWritten() {
        stored.add(cell(content(DAY, Slice.ALL, 1, 0.5), 1));
        rows.add(content(DAY.plusDays(1), Slice.ALL, 1, 0.5));

        assertThatThrownBy(this::run)
                .isInstanceOf(DataException.class)
                .hasMessage("The rows of days to be rebuilt are gone (2026-09-01): their cells are all that is left"
                        + " of them, and a recount would lose it. Nothing was written."
                        + " Rebuild the other days with --from and --to, or restore the rows of these first.");
        assertThat(stored).hasSize(1);
    }

    @Test
    void onlyDaysOfTheRangeAreLookedAt() {
        stored.add(cell(content(DAY, Slice.ALL, 1, 0.5), 1));
        rows.add(content(DAY.plusDays(100), Slice.ALL, 1, 0.5));

        RebuildCells.Result result = new RebuildCells(new Recount(ledger, cells, rebuild, DEFINITION, Expired.NOTHING))
                .run(Optional.of(DAY.plusDays(1)), Optional.of(DAY.plusDays(100)));

        assertThat(result.rebuilt()).containsExactly(DAY.plusDays(100));
    }

    private RebuildCells.Result run() {
        return new RebuildCells(new Recount(ledger, cells, rebuild, DEFINITION, Expired.NOTHING))
                .run(Optional.empty(), Optional.empty());
    }

    private static CellKey key(LocalDate day, Slice slice) {
        return new CellKey(PartKind.SERVICE, "v1", day, Optional.of(7), slice);
    }

    private static CellContent content(LocalDate day, Slice slice, int arrivedAfter, double... latencies) {
        return new CellContent(
                key(day, slice),
                Arrival.during(day.plusDays(arrivedAfter), ArrivalBasis.FROM_NAME),
                ServicePart.of(
                        Map.of(RequestStatus.SUCCESS, (long) latencies.length),
                        NumericSummary.of(Resolution.SERVICE, latencies)));
    }

    private static Cell cell(CellContent content, long batch) {
        return new Cell(content.key(), content.arrival(), batch, Generation.FIRST, DEFINITION.hash(), content.part());
    }
}
