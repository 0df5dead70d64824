package org.cxrwatch.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.port.Upkeep.Amount;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.retention.RetentionPolicy;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.OldCells;

/**
 * Keeps a lake that is written to for years small: rows expire, old cells lose hours, arrivals and precision, small
 * files are merged, and what no version that is kept needs is deleted.
 *
 * <p>What expires is noted first and deleted then; cells are old first and noted then. Broken off anywhere, the next
 * run finishes it. No night that can still be evaluated comes out otherwise than it would have.
 */
public final class Maintain {

    /** A week of fine cells fits in memory; cells of days between that stay as they are would be loaded with them. */
    private static final DayChunks CHUNKS = new DayChunks(7, 7);

    private final Stores stores;
    private final Policy policy;

    /** Keeps these stores by this policy. */
    public Maintain(Stores stores, Policy policy) {
        this.stores = stores;
        this.policy = policy;
    }

    /**
     * Where upkeep reads and writes.
     *
     * @param ledger what was taken
     * @param expiries what has expired
     * @param upkeep the tables, as files
     * @param cells what was counted
     * @param archive the same, of old days
     * @param baselines whose days stay as they are
     */
    public record Stores(
            Ledger ledger,
            Expiries expiries,
            Upkeep upkeep,
            Cells cells,
            CellArchive archive,
            BaselineRegister baselines) {}

    /**
     * What is kept for how long.
     *
     * @param retention rows and cells
     * @param keepVersions versions of tables that were replaced
     */
    public record Policy(RetentionPolicy retention, Duration keepVersions) {}

    /**
     * What is due, or was.
     *
     * @param tables by name, those that are tidy too
     * @param old cells that become old
     * @param expired the first day kept, of what expires
     */
    public record Result(List<Upkeep.OfTable> tables, OldDays old, Map<Kept, LocalDate> expired) {

        /** Copies the collections. */
        public Result {
            tables = List.copyOf(tables);
            expired = Map.copyOf(expired);
        }

        /** Whether nothing is. */
        public boolean nothingDue() {
            return old.days().isEmpty() && tables.stream().allMatch(Upkeep.OfTable::isTidy);
        }

        private boolean countsOnRows() {
            return !old.days().isEmpty()
                    || tables.stream().anyMatch(table -> !table.expired().isNone());
        }
    }

    /**
     * Days whose cells become old.
     *
     * @param days which
     * @param fineFrom the first day after them whose cells stay as they are
     * @param cells what they are before
     */
    public record OldDays(SortedSet<LocalDate> days, LocalDate fineFrom, Amount cells) {
        /** Copies the set. */
        public OldDays {
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        }
    }

    /**
     * Upkeep by which rows about patients that are older than so many days go, once.
     *
     * @throws UsageException if labels may still come for such rows
     */
    public Maintain olderThan(int days, Instant now) {
        int horizon = policy.retention().labelHorizonDays();
        if (days <= horizon && stores.upkeep().holdsLabels()) {
            LocalDate today = day(now);
            throw new UsageException(
                    "Rows older than " + days + " days are still waited for: labels may come until "
                            + horizon
                            + " days after a prediction (labels.horizon), and this lake has labels; those of"
                            + " predictions from " + today.minusDays(horizon) + " to "
                            + today.minusDays(days + 1L) + " would count nowhere.",
                    "Name " + (horizon + 1) + " days or more; or, if labels never take so long, set"
                            + " labels.horizon below " + days + " days in conf/application.conf and call it again.");
        }
        return new Maintain(
                stores, new Policy(policy.retention().withoutPatientsOlderThan(days), policy.keepVersions()));
    }

    /** What is due. Changes nothing. */
    public Result survey(Instant now) {
        Upkeep.Terms terms = terms(now);
        List<Upkeep.OfTable> tables = stores.upkeep().survey(terms);
        Map<Kept, LocalDate> expired = new EnumMap<>(Kept.class);
        tables.stream()
                .filter(table -> !table.expired().isNone())
                .flatMap(table -> table.expiresWith().stream())
                .forEach(kept -> expired.put(kept, terms.firstKept().get(kept)));
        return new Result(tables, oldDays(terms, expired), expired);
    }

    /**
     * Does what is due.
     *
     * @return what it was
     * @throws TransientException if rows that were taken are not counted yet
     */
    public Result run(Instant now) {
        Result due = survey(now);
        if (due.nothingDue()) {
            return due;
        }
        if (due.countsOnRows()) {
            requireAllCounted();
        }
        stores.expiries().note(due.expired(), now);
        stores.upkeep().expire(stores.expiries().expired().before());
        makeOld(due.old(), now);
        stores.upkeep().tidy(terms(now));
        return due;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** What was noted before has expired, whatever the settings say now. */
    private Upkeep.Terms terms(Instant now) {
        Map<Kept, LocalDate> first = new EnumMap<>(policy.retention().firstKept(day(now)));
        stores.expiries()
                .expired()
                .before()
                .forEach((kept, day) -> first.merge(kept, day, (left, right) -> left.isAfter(right) ? left : right));
        return new Upkeep.Terms(first, policy.keepVersions(), now);
    }

    /**
     * The days whose cells are to become old, and what expires with their precision. Cells that were not known yet when
     * the oldest version that is kept was read stay as they are, and so do those of later days: else tonight could not
     * be evaluated as it is known.
     */
    private OldDays oldDays(Upkeep.Terms terms, Map<Kept, LocalDate> expired) {
        LocalDate done = stores.expiries().expired().firstKept(Kept.FINE_CELLS).orElse(LocalDate.EPOCH);
        LocalDate wanted = policy.retention().firstKept(day(terms.now())).get(Kept.FINE_CELLS);
        SortedMap<LocalDate, Instant> known = stores.archive().lastKnown(done, wanted);
        Instant settled = terms.now().minus(terms.keepVersions());
        LocalDate fineFrom = known.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(settled))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(wanted);
        SortedSet<LocalDate> days = new TreeSet<>(known.headMap(fineFrom).keySet());
        days.removeAll(daysOfBaselines());
        days.stream().map(known::get).max(Comparator.naturalOrder()).ifPresent(last -> {
            expired.put(Kept.NIGHTS, RetentionPolicy.firstNight(fineFrom, day(last)));
            // No row may be added to an old cell: hours and arrivals could not be told apart any more.
            expired.put(Kept.PREDICTIONS, terms.firstKept().get(Kept.PREDICTIONS));
            expired.put(Kept.SYSTEM_METRICS, terms.firstKept().get(Kept.SYSTEM_METRICS));
        });
        return new OldDays(days, fineFrom, stores.archive().size(days));
    }

    /** Every night compares with them, label by label. */
    private Set<LocalDate> daysOfBaselines() {
        return stores.baselines().list().stream()
                .flatMap(baseline ->
                        baseline.firstDay().datesUntil(baseline.lastDay().plusDays(1)))
                .collect(Collectors.toSet());
    }

    private void requireAllCounted() {
        List<Batch> waiting = stores.ledger().inState(EnumSet.of(BatchState.PLANNED, BatchState.INGESTED));
        if (!waiting.isEmpty()) {
            throw new TransientException(
                    "Rows were taken that are not counted yet (batches "
                            + waiting.stream()
                                    .map(batch -> Long.toString(batch.number()))
                                    .collect(Collectors.joining(", "))
                            + "): those that expire now would be counted nowhere. Nothing was changed",
                    "Run `cxrwatch nightly`, or `cxrwatch ingest` and `cxrwatch summarise`, then this again");
        }
    }

    private void makeOld(OldDays old, Instant now) {
        for (List<LocalDate> chunk : CHUNKS.of(old.days())) {
            SortedSet<LocalDate> some = new TreeSet<>(chunk);
            List<Cell> cells = stores.cells().load(Cells.Range.everything(some.first(), some.last())).stream()
                    .filter(cell -> some.contains(cell.key().day()))
                    .toList();
            stores.archive().replace(some, OldCells.of(cells));
            stores.expiries().note(Map.of(Kept.FINE_CELLS, some.last().plusDays(1)), now);
        }
        if (!old.days().isEmpty()) {
            stores.expiries().note(Map.of(Kept.FINE_CELLS, old.fineFrom()), now);
        }
    }
}
