package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.PartKind;

/** The cells of the lake. */
public interface Cells {

    /**
     * The cells of a range. Bounded by days × slices × arrivals of the range: some thousand a day.
     *
     * @throws org.cxrwatch.error.CxrwatchException if the lake cannot be read
     */
    List<Cell> load(Range range);

    /**
     * Which cells are wanted.
     *
     * @param firstDay first day of their rows
     * @param lastDay last day of their rows
     * @param kinds which parts
     * @param arrivedBy those that count as of then
     */
    record Range(LocalDate firstDay, LocalDate lastDay, Set<PartKind> kinds, Instant arrivedBy) {

        /** Copies the set. */
        public Range {
            kinds = Set.copyOf(kinds);
        }
    }
}
