package org.cxrwatch.command;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;

/** Which versions answered in a period, for those who do not name one. */
record VersionsSeen(PeriodOptions.Period period, SortedMap<String, Long> rows) {

    /** The versions with successful predictions on the days of a period that had arrived by then. */
    static VersionsSeen in(PeriodOptions.Period period, Cells cells, Instant arrivedBy) {
        return counted(PartKind.DISTRIBUTION, period, cells, arrivedBy);
    }

    /** The versions that were asked on the days of a period, whether they answered or failed. */
    static VersionsSeen asked(PeriodOptions.Period period, Cells cells, Instant arrivedBy) {
        return counted(PartKind.SERVICE, period, cells, arrivedBy);
    }

    private static VersionsSeen counted(PartKind kind, PeriodOptions.Period period, Cells cells, Instant arrivedBy) {
        Cells.Range range = new Cells.Range(period.firstDay(), period.lastDay(), EnumSet.of(kind), arrivedBy);
        CellSums sums = new CellSums(cells.load(range));
        TreeMap<String, Long> rows = sums.keys(arrivedBy)
                .filter(key -> key.slice().equals(Slice.ALL))
                .collect(Collectors.groupingBy(
                        CellKey::modelVersion,
                        TreeMap::new,
                        Collectors.summingLong(
                                key -> sums.sum(key, arrivedBy).map(Part::rows).orElse(0L))));
        rows.values().removeIf(count -> count == 0);
        return new VersionsSeen(period, rows);
    }

    /**
     * The one that answered most.
     *
     * @throws DataException if none did
     */
    String busiest() {
        return rows.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseGet(this::only);
    }

    /**
     * The one there is.
     *
     * @throws DataException if there is none
     * @throws UsageException if there are several
     */
    String only() {
        if (rows.isEmpty()) {
            throw new DataException(
                    "No successful predictions are known " + period.text() + ".",
                    "Name another period with --from and --to; `cxrwatch status` says which days have predictions.");
        }
        if (rows.size() > 1) {
            throw new UsageException(
                    "Several versions answered " + period.text() + ": "
                            + rows.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + " predictions)")
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "Say which is meant: --model-version " + rows.firstKey() + ".");
        }
        return rows.firstKey();
    }
}
