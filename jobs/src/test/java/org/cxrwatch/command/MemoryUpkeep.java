package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.cxrwatch.port.CellArchive;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.summary.Cell;

/** A lake whose tables are what a test says they are; what is asked of it is written down. */
public final class MemoryUpkeep implements Upkeep, CellArchive {

    /** One table: days, each with a row. */
    public final SortedMap<LocalDate, Long> predictions = new TreeMap<>();

    /** Days of cells, each with when the last was known. */
    public final SortedMap<LocalDate, Instant> cells = new TreeMap<>();

    /** What was asked, in order. */
    public final List<String> done = new ArrayList<>();

    /** Whether there are labels. */
    public boolean labels;

    /** The step that is broken off. */
    public String breaking = "";

    private void step(String what) {
        if (!breaking.isEmpty() && what.startsWith(breaking)) {
            throw new IllegalStateException("broken off at " + what);
        }
        done.add(what);
    }

    @Override
    public List<OfTable> survey(Terms terms) {
        LocalDate first = terms.firstKept().get(Kept.PREDICTIONS);
        return List.of(new OfTable(
                "prediction",
                java.util.Optional.of(Kept.PREDICTIONS),
                amount(predictions),
                amount(predictions.headMap(first)),
                Amount.NONE,
                Amount.NONE,
                0));
    }

    private static Amount amount(SortedMap<LocalDate, Long> days) {
        long rows = days.values().stream().mapToLong(Long::longValue).sum();
        return new Amount(days.size(), rows, days.size(), rows * 100);
    }

    @Override
    public boolean holdsLabels() {
        return labels;
    }

    @Override
    public void expire(Map<Kept, LocalDate> before) {
        step("expire " + new TreeMap<>(before));
        predictions
                .headMap(before.getOrDefault(Kept.PREDICTIONS, LocalDate.MIN))
                .clear();
    }

    @Override
    public void tidy(Terms terms) {
        step("tidy " + terms.keepVersions());
    }

    @Override
    public SortedMap<LocalDate, Instant> lastKnown(LocalDate from, LocalDate before) {
        return from.isBefore(before) ? new TreeMap<>(cells.subMap(from, before)) : new TreeMap<>();
    }

    @Override
    public Amount size(SortedSet<LocalDate> days) {
        return new Amount(days.size(), days.size(), days.size(), days.size() * 10L);
    }

    @Override
    public void replace(SortedSet<LocalDate> days, List<Cell> parts) {
        step("replace " + days.first() + " to " + days.last());
    }
}
