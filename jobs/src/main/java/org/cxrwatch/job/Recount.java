package org.cxrwatch.job;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * How days are counted again from their rows, beside the cells that they have.
 *
 * @param ledger which batches were counted
 * @param cells that are there
 * @param rebuild counts rows
 * @param definition of what cells hold
 * @param expired days whose rows are gone
 */
public record Recount(Ledger ledger, Cells cells, CellRebuild rebuild, SummaryDefinition definition, Expired expired) {

    /** Days within a week of one another are counted in one pass, those between them with them. */
    private static final DayChunks CHUNKS = new DayChunks(42, 7);

    /**
     * A day that was counted again.
     *
     * @param day which
     * @param recount what came of it
     */
    record OfDay(LocalDate day, DayRecount recount) {}

    /** The newest batch that was counted; 0 if none was. */
    long throughBatch() {
        return ledger.inState(EnumSet.of(BatchState.SUMMARISED, BatchState.EVALUATED)).stream()
                .mapToLong(Batch::number)
                .max()
                .orElse(0);
    }

    /** Counts days again, as many at once as are held in memory; what is to be done with these is done in between. */
    void inTurn(Collection<LocalDate> days, long throughBatch, Consumer<List<OfDay>> some) {
        for (List<LocalDate> near : CHUNKS.of(days)) {
            LocalDate first = near.get(0);
            LocalDate last = near.get(near.size() - 1);
            Map<LocalDate, List<Cell>> stored = cells.load(Cells.Range.everything(first, last)).stream()
                    .collect(groupingBy(cell -> cell.key().day()));
            Map<LocalDate, List<CellContent>> counted =
                    rebuild.recount(new CellRebuild.Rows(first, last, throughBatch)).stream()
                            .collect(groupingBy(content -> content.key().day()));
            some.accept(near.stream()
                    .map(day -> new OfDay(
                            day,
                            new DayRecount(stored.getOrDefault(day, List.of()), counted.getOrDefault(day, List.of()))))
                    .toList());
        }
    }
}
