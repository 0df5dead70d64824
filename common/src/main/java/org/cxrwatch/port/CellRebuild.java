package org.cxrwatch.port;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;

/** Counts days anew from their rows, to check the cells that were appended batch by batch and to replace wrong ones. */
public interface CellRebuild {

    /** The days that rows or cells are about. */
    SortedSet<LocalDate> days();

    /** How many predictions these days, the first and the last included, would have to be counted from. */
    long predictions(LocalDate firstDay, LocalDate lastDay);

    /**
     * What the rows of these days and their labels add up to; bounded by days × slices × arrivals, some thousand a
     * day.
     */
    List<CellContent> recount(Rows rows);

    /** Appends the next generation of days, all at once. */
    void append(List<Cell> cells);

    /**
     * Checks that labels are counted by the same rules as before, so that some days may be counted again by themselves.
     *
     * @throws org.cxrwatch.error.ConfigurationException if the rules have changed
     */
    void requireRules();

    /** Notes that every day is counted by the present rules. */
    void adoptRules();

    /**
     * Which rows are counted.
     *
     * @param firstDay first day
     * @param lastDay last day
     * @param throughBatch the newest batch whose rows and labels count
     */
    record Rows(LocalDate firstDay, LocalDate lastDay, long throughBatch) {}
}
