package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.error.DataException;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.Erasures.Erasure;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.LakeErasure.Found;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.SummaryDefinition;

/**
 * Makes the lake forget predictions: their rows are removed from every table, the cells of their days counted again
 * from what is left, and all older versions deleted. What is being erased is noted first, by its hash, so that nothing
 * brings it back and a crash leaves a trace; calling it again with the same ids goes on where it ended.
 */
public final class Erase {

    /** Later than any arrival, and still an instant that tables can be asked for. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Ledger ledger;
    private final Erasures register;
    private final LakeErasure lake;
    private final Recount recount;

    /**
     * How days are counted again.
     *
     * @param cells that are there
     * @param rebuild counts rows
     * @param definition of what cells hold
     * @param expired days whose rows are gone
     */
    public record Recount(Cells cells, CellRebuild rebuild, SummaryDefinition definition, Expired expired) {}

    /** Erases from this lake, and notes it in this register. */
    public Erase(Ledger ledger, Erasures register, LakeErasure lake, Recount recount) {
        this.ledger = ledger;
        this.register = register;
        this.lake = lake;
        this.recount = recount;
    }

    /**
     * What is to be erased.
     *
     * @param predictionIds whose rows
     * @param reason why; holds none of the ids
     * @param by who asks
     */
    public record Request(Set<String> predictionIds, String reason, String by) {

        /** Copies the set. */
        public Request {
            predictionIds = Set.copyOf(predictionIds);
        }
    }

    /**
     * What was done.
     *
     * @param number of the erasure
     * @param found what there was
     * @param days whose cells were counted again
     * @param marked publications that can no longer be computed again
     */
    public record Result(long number, Found found, SortedSet<LocalDate> days, int marked) {

        /** How many rows were removed. */
        public long rows() {
            return found.rows().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What there is of these ids; nothing is changed. */
    public Found look(Set<String> predictionIds) {
        return lake.find(predictionIds);
    }

    /**
     * Erases.
     *
     * @throws DataException if a batch is not counted yet: its cells would bring back what is removed
     */
    public Result run(Request request, Instant at) {
        long throughBatch = counted();
        ErasedIds known = register.ids();
        Set<String> hashes = request.predictionIds().stream().map(known::hash).collect(Collectors.toSet());
        Found found = lake.find(request.predictionIds());
        Erasure begun = register.begin(new Erasures.Request(hashes, request.reason(), request.by(), at), found.days());
        lake.remove(request.predictionIds());
        recount.rebuild().requireRules();
        lake.replaceCells(begun.days(), counted(begun.days(), throughBatch));
        lake.deleteOldVersions();
        int marked = register.finish(begun.number(), found.rows(), at);
        return new Result(begun.number(), found, begun.days(), marked);
    }

    /** The newest batch that was counted; all must be. */
    private long counted() {
        if (!ledger.inState(EnumSet.of(BatchState.PLANNED, BatchState.INGESTED)).isEmpty()) {
            throw new DataException(
                    "Rows wait to be counted: what is erased now could be counted afterwards. Nothing was erased",
                    "Run `cxrwatch ingest` and `cxrwatch summarise`, then call the command again");
        }
        return ledger.inState(EnumSet.of(BatchState.SUMMARISED, BatchState.EVALUATED)).stream()
                .mapToLong(batch -> batch.number())
                .max()
                .orElse(0);
    }

    /** The next generation of each day, from the rows that are left. */
    private List<Cell> counted(SortedSet<LocalDate> days, long throughBatch) {
        List<Cell> next = new ArrayList<>();
        for (LocalDate day : days) {
            List<Cell> stored = recount.cells().load(new Cells.Range(day, day, Set.of(PartKind.values()), EVER));
            List<CellContent> now = recount.rebuild().recount(new CellRebuild.Rows(day, day, throughBatch));
            next.addAll(withHosts(
                    day,
                    stored,
                    new DayRecount(stored, now)
                            .nextGeneration(throughBatch, recount.definition().hash())));
        }
        return next;
    }

    /** What hosts logged has nothing to do with patients: where its rows have expired, its cells stay as they are. */
    private List<Cell> withHosts(LocalDate day, List<Cell> stored, List<Cell> next) {
        if (next.isEmpty() || !recount.expired().covers(Kept.SYSTEM_METRICS, day)) {
            return next;
        }
        int standing = stored.stream()
                .mapToInt(cell -> cell.generation().number())
                .max()
                .orElse(0);
        Generation generation = next.get(0).generation();
        Stream<Cell> hosts = stored.stream()
                .filter(cell -> isOfHosts(cell) && cell.generation().number() == standing)
                .map(cell ->
                        new Cell(cell.key(), cell.arrival(), cell.batch(), generation, cell.definition(), cell.part()));
        return Stream.concat(next.stream().filter(cell -> !isOfHosts(cell)), hosts)
                .toList();
    }

    private static boolean isOfHosts(Cell cell) {
        return cell.key().kind() == PartKind.SYSTEM;
    }

    /** Rows by table, in words. */
    public static String rows(Map<String, Long> byTable) {
        return byTable.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
