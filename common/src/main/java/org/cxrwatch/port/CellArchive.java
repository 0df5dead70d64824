package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.cxrwatch.summary.Cell;

/** The cells of days that are old, or of which predictions were erased. */
public interface CellArchive {

    /**
     * The days from one on, and before another, that have cells, each with the instant from which the last of them was
     * known. Bounded by the days.
     */
    SortedMap<LocalDate, Instant> lastKnown(LocalDate from, LocalDate before);

    /** How much the cells of these days are. */
    Upkeep.Amount size(SortedSet<LocalDate> days);

    /** Puts cells in the place of all that these days have, in one step; doing so again changes nothing. */
    void replace(SortedSet<LocalDate> days, List<Cell> cells);
}
