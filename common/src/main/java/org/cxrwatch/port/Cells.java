package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.PartKind;

/**
 * The cells of the lake. Of a day there are several generations once it was counted anew: as of an instant the cells of
 * the highest that stood by then count, and no others. {@link org.cxrwatch.summary.CellSums} goes by that.
 */
public interface Cells {

    /**
     * The cells of a range, those included that a later generation replaces. Bounded by days × slices × arrivals of
     * the range: some thousand a day and generation.
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
     * @param arrivedBy those known by then: they had arrived, and their generation stood
     */
    record Range(LocalDate firstDay, LocalDate lastDay, Set<PartKind> kinds, Instant arrivedBy) {

        /** Later than any arrival, and still an instant that tables can be asked for. */
        private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

        /** Copies the set. */
        public Range {
            kinds = Set.copyOf(kinds);
        }

        /** Every cell of these days, whenever it arrived. */
        public static Range everything(LocalDate firstDay, LocalDate lastDay) {
            return new Range(firstDay, lastDay, Set.of(PartKind.values()), EVER);
        }
    }
}
