package org.cxrwatch.job;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.error.DataException;
import org.cxrwatch.job.DayRecount.Verdict;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * Counts days anew from their rows and compares, byte for byte, with the sums of the cells that were appended batch by
 * batch. Days that differ get their next generation of cells; days whose rows are gone are refused before anything is
 * written.
 */
public final class RebuildCells {

    private static final DayChunks CHUNKS = new DayChunks(42);

    /** Later than any arrival, and still an instant that tables can be asked for. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Ledger ledger;
    private final Cells cells;
    private final CellRebuild rebuild;
    private final SummaryDefinition definition;
    private final Expired expired;

    /** Rebuilds these cells, no day of which has expired, by this definition. */
    public RebuildCells(Ledger ledger, Cells cells, CellRebuild rebuild, SummaryDefinition definition) {
        this(ledger, cells, rebuild, definition, Expired.NOTHING);
    }

    /** The same of a lake of which some days are gone. */
    public RebuildCells(
            Ledger ledger, Cells cells, CellRebuild rebuild, SummaryDefinition definition, Expired expired) {
        this.expired = expired;
        this.ledger = ledger;
        this.cells = cells;
        this.rebuild = rebuild;
        this.definition = definition;
    }

    /**
     * Compares, and mends what differs.
     *
     * @param from the first day; empty for the first there is. The first whose rows are kept stands for all days
     * @param to the last day; empty for the last there is
     * @throws DataException if rows of a day have expired, or are gone and its cells count them
     */
    public Result run(Optional<LocalDate> from, Optional<LocalDate> to) {
        boolean all = to.isEmpty() && (from.isEmpty() || from.equals(expired.firstDayOfRows()));
        if (!all) {
            rebuild.requireRules();
        }
        long throughBatch = ledger.inState(EnumSet.of(BatchState.SUMMARISED, BatchState.EVALUATED)).stream()
                .mapToLong(Batch::number)
                .max()
                .orElse(0);
        List<LocalDate> days = rebuild.days().stream()
                .filter(day -> !day.isBefore(from.orElse(LocalDate.MIN)) && !day.isAfter(to.orElse(LocalDate.MAX)))
                .toList();
        expired.requireRows("Cells cannot be rebuilt", days, Kept.PREDICTIONS, Kept.SYSTEM_METRICS);
        Map<Verdict, SortedSet<LocalDate>> verdicts = new EnumMap<>(Verdict.class);
        inTurn(
                days,
                throughBatch,
                (day, recount) -> verdicts.computeIfAbsent(recount.verdict(), verdict -> new TreeSet<>())
                        .add(day));
        refuse(verdicts.getOrDefault(Verdict.ROWS_GONE, new TreeSet<>()));
        SortedSet<LocalDate> different = verdicts.getOrDefault(Verdict.DIFFERENT, new TreeSet<>());
        mend(List.copyOf(different), throughBatch);
        if (all) {
            rebuild.adoptRules();
        }
        return new Result(verdicts.getOrDefault(Verdict.EQUAL, new TreeSet<>()), different);
    }

    private interface EachDay {
        void accept(LocalDate day, DayRecount recount);
    }

    private void mend(List<LocalDate> days, long throughBatch) {
        List<Cell> next = new ArrayList<>();
        for (List<LocalDate> some : CHUNKS.of(days)) {
            inTurn(
                    some,
                    throughBatch,
                    (day, recount) -> next.addAll(recount.nextGeneration(throughBatch, definition.hash())));
            rebuild.append(next);
            next.clear();
        }
    }

    private void inTurn(List<LocalDate> days, long throughBatch, EachDay eachDay) {
        for (List<LocalDate> some : CHUNKS.of(days)) {
            LocalDate first = some.get(0);
            LocalDate last = some.get(some.size() - 1);
            Map<LocalDate, List<Cell>> stored =
                    cells.load(new Cells.Range(first, last, Set.of(PartKind.values()), EVER)).stream()
                            .collect(groupingBy(cell -> cell.key().day()));
            Map<LocalDate, List<CellContent>> recounted =
                    rebuild.recount(new CellRebuild.Rows(first, last, throughBatch)).stream()
                            .collect(groupingBy(content -> content.key().day()));
            some.forEach(day -> eachDay.accept(
                    day, new DayRecount(stored.getOrDefault(day, List.of()), recounted.getOrDefault(day, List.of()))));
        }
    }

    private static void refuse(SortedSet<LocalDate> gone) {
        if (!gone.isEmpty()) {
            throw new DataException(
                    "The rows of days to be rebuilt are gone (" + listed(gone)
                            + "): their cells are all that is left of them, and a recount would lose it. Nothing was "
                            + "written",
                    "Rebuild the other days with --from and --to, or restore the rows of these first");
        }
    }

    private static String listed(SortedSet<LocalDate> days) {
        return days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }

    /**
     * What was found.
     *
     * @param equal days whose cells add up to their rows
     * @param rebuilt days that got new cells
     */
    public record Result(SortedSet<LocalDate> equal, SortedSet<LocalDate> rebuilt) {
        /** Copies the sets. */
        public Result {
            equal = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(equal));
            rebuilt = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rebuilt));
        }

        /** What happened, in a sentence or two. */
        public String sentence() {
            String found = "%s equal, byte for byte".formatted(days(equal.size()));
            return rebuilt.isEmpty()
                    ? found + "; nothing was written."
                    : "%s; %s differed and got a new generation of cells: %s. Evaluate again with 'cxrwatch "
                                    .formatted(found, days(rebuilt.size()), listed(rebuilt))
                            + "backfill --from %s --to %s'.".formatted(rebuilt.first(), rebuilt.last());
        }

        private static String days(int count) {
            return count == 1 ? "1 day" : count + " days";
        }
    }
}
