package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.Erasures.Erasure;
import org.cxrwatch.port.LakeErasure;
import org.cxrwatch.port.LakeErasure.Found;
import org.cxrwatch.port.RecordedLines;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.PartKind;

/**
 * Makes the lake forget predictions: their rows are removed from every table, what people recorded of them from its
 * files, the cells of their days counted again from what is left, and all older versions deleted. What is being erased
 * is noted first, by its hash, so that nothing brings it back and a crash leaves a trace; it is noted as done last.
 * Calling it again with the same ids goes on where it ended.
 */
public final class Erase {

    private final Stores stores;
    private final Recount recount;

    /**
     * Where ids are forgotten, and where that is noted.
     *
     * @param register of what was erased
     * @param lake its rows
     * @param archive its cells
     * @param recorded what people recorded
     * @param baselines those that may count what is erased
     */
    public record Stores(
            Erasures register,
            LakeErasure lake,
            CellArchive archive,
            RecordedLines recorded,
            BaselineRegister baselines) {}

    /** Erases from these stores, and counts their days again like this. */
    public Erase(Stores stores, Recount recount) {
        this.stores = stores;
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
     * @param erasure as the register has it: its days were counted again, and its rows removed, now or by an earlier
     *     attempt
     * @param files that rows were read from, as {@code source: file}; those that this attempt came across
     * @param recorded lines that people had recorded, removed by this attempt
     * @param marked publications that can no longer be computed again
     * @param baselines that may go on counting what was erased
     */
    public record Result(
            Erasure erasure, SortedSet<String> files, int recorded, int marked, List<BaselineRecord> baselines) {

        /** Copies the list. */
        public Result {
            baselines = List.copyOf(baselines);
        }
    }

    /** What there is of these ids; nothing is changed. */
    public Found look(Set<String> predictionIds) {
        return stores.lake().find(predictionIds);
    }

    /** The baselines whose period holds one of these days: they are frozen, and may go on counting what is erased. */
    public List<BaselineRecord> baselines(Collection<LocalDate> days) {
        return stores.baselines().list().stream()
                .filter(baseline -> days.stream().anyMatch(baseline::covers))
                .toList();
    }

    /**
     * Erases.
     *
     * @throws DataException if a batch is not counted yet: its cells would bring back what is removed
     * @throws org.cxrwatch.error.ConfigurationException if labels are counted by other rules than before
     */
    public Result run(Request request, Instant at) {
        requireAllCounted();
        recount.rebuild().requireRules();
        Found found = look(request.predictionIds());
        Erasure begun = begin(request, found, at);
        stores.lake().remove(request.predictionIds());
        int recorded = stores.recorded().forget(request.predictionIds());
        countAgain(begun.days());
        stores.lake().deleteOldVersions();
        int marked = stores.register().finish(begun.number(), at);
        return new Result(begun, found.files(), recorded, marked, baselines(begun.days()));
    }

    private void requireAllCounted() {
        if (!recount.ledger()
                .inState(EnumSet.of(BatchState.PLANNED, BatchState.INGESTED))
                .isEmpty()) {
            throw new DataException(
                    "Rows wait to be counted: what is erased now could be counted afterwards. Nothing was erased",
                    "Run `cxrwatch ingest` and `cxrwatch summarise`, then call the command again");
        }
    }

    private Erasure begin(Request request, Found found, Instant at) {
        ErasedIds known = stores.register().ids();
        Set<String> hashes = request.predictionIds().stream().map(known::hash).collect(Collectors.toSet());
        return stores.register()
                .begin(new Erasures.Request(hashes, request.reason(), request.by(), at), found.days(), found.rows());
    }

    /** Puts the next generation of each day, from the rows that are left, in the place of all cells it has. */
    private void countAgain(SortedSet<LocalDate> days) {
        long throughBatch = recount.throughBatch();
        recount.inTurn(days, throughBatch, some -> {
            SortedSet<LocalDate> held =
                    some.stream().map(Recount.OfDay::day).collect(Collectors.toCollection(TreeSet::new));
            stores.archive()
                    .replace(
                            held,
                            some.stream()
                                    .flatMap(each -> next(each, throughBatch))
                                    .toList());
        });
    }

    private Stream<Cell> next(Recount.OfDay day, long throughBatch) {
        DayRecount counted = day.recount();
        List<Cell> next =
                counted.nextGeneration(throughBatch, recount.definition().hash());
        return withHosts(day.day(), counted.stored(), next);
    }

    /** What hosts logged has nothing to do with patients: where its rows have expired, its cells stay as they are. */
    private Stream<Cell> withHosts(LocalDate day, List<Cell> stored, List<Cell> next) {
        if (next.isEmpty() || !recount.expired().covers(Kept.SYSTEM_METRICS, day)) {
            return next.stream();
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
        return Stream.concat(next.stream().filter(cell -> !isOfHosts(cell)), hosts);
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
