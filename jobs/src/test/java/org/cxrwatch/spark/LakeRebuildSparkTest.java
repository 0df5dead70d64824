package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.PartKind;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One lake, to which one thing after the other happens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LakeRebuildSparkTest {

    private static final LocalDate WRONG_DAY = SmallStream.FIRST_DAY.plusDays(1);

    @TempDir
    static Path folder;

    private static SmallLake small;

    @Test
    @Order(1)
    void cellsThatCountTooMuchAreReplacedByTheirNextGeneration() {
        small = new SmallLake(folder);
        small.ingest(new SmallStream(60, 21));
        small.summarise();
        countOnceMore(WRONG_DAY);

        assertThat(rebuild().rebuilt()).containsExactly(WRONG_DAY);
        assertThat(small.cells.generations())
                .containsOnlyKeys(WRONG_DAY)
                .containsEntry(WRONG_DAY, Generation.FIRST.next(Instant.EPOCH));
        assertThat(rebuild().rebuilt()).isEmpty();
    }

    @Test
    @Order(2)
    void laterBatchesCountInTheGenerationTheirDayIsIn() {
        small.ingest(new SmallStream(40, 22));
        small.summarise();

        assertThat(rebuild().rebuilt()).isEmpty();
        assertThat(cellsOf(WRONG_DAY).stream().filter(cell -> cell.batch() == 2))
                .isNotEmpty()
                .allMatch(cell -> cell.generation().number() == 1);
    }

    @Test
    @Order(3)
    void aDamagedSummaryIsNamedWithItsRemedy() {
        DeltaTable cells = DeltaTable.forPath(TestSession.shared(), small.lake.location(CellTable.TABLE));
        cells.updateExpr(
                "day = date'2026-09-03' and part = 'DISTRIBUTION' and slice_key = 'all'",
                java.util.Map.of("summary", "substring(summary, 1, length(summary) - 1)"));

        assertThatThrownBy(() -> cellsOf(LocalDate.of(2026, 9, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The DISTRIBUTION cell of all on 2026-09-03 is damaged:")
                .hasMessageContaining("summarise --rebuild --from 2026-09-03 --to 2026-09-03");
        cells.restoreToVersion(cells.history(2).orderBy("version").head().getLong(0));
    }

    @Test
    @Order(4)
    void daysWhoseRowsHaveExpiredAreRefused() {
        DeltaTable.forPath(TestSession.shared(), small.lake.location(PredictionTable.TABLE))
                .delete("day = date'2026-09-01'");

        assertThatThrownBy(LakeRebuildSparkTest::rebuild)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(2026-09-01)");
        assertThat(small.rebuildCells()
                        .run(Optional.of(SmallStream.FIRST_DAY.plusDays(1)), Optional.empty())
                        .rebuilt())
                .isEmpty();
    }

    private static org.cxrwatch.job.RebuildCells.Result rebuild() {
        return small.rebuildCells().run(Optional.empty(), Optional.empty());
    }

    private static List<Cell> cellsOf(LocalDate day) {
        return small.cells.load(
                new Cells.Range(day, day, Set.of(PartKind.values()), Instant.parse("2028-01-01T00:00:00Z")));
    }

    /** Appends a day's cells of requests a second time. */
    private static void countOnceMore(LocalDate day) {
        small.rebuild.append(cellsOf(day).stream()
                .filter(cell -> cell.key().kind() == PartKind.SERVICE)
                .toList());
    }
}
