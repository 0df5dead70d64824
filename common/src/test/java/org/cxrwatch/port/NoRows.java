package org.cxrwatch.port;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;

/** Days of which nothing is left to count, by the one set of rules there is. */
public class NoRows implements CellRebuild {

    @Override
    public SortedSet<LocalDate> days() {
        return new TreeSet<>();
    }

    @Override
    public long predictions(LocalDate firstDay, LocalDate lastDay) {
        return 0;
    }

    @Override
    public List<CellContent> recount(Rows rows) {
        return List.of();
    }

    @Override
    public void append(List<Cell> cells) {
        throw new UnsupportedOperationException("no cells are kept");
    }

    @Override
    public void requireRules() {
        // There is one set of rules.
    }

    @Override
    public void adoptRules() {
        // There is one set of rules.
    }
}
