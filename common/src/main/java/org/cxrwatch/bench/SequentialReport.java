package org.cxrwatch.bench;

import java.util.List;
import java.util.OptionalInt;

/**
 * What {@link SequentialBench} measured.
 *
 * @param seed all hospitals were drawn from
 * @param promised share of months with a false alarm, at most
 * @param quiet shares of quiet months with an alarm
 * @param falls what became of falls at one of four sites
 */
public record SequentialReport(long seed, double promised, List<Quiet> quiet, List<Falls> falls) {

    /** Copies the lists. */
    public SequentialReport {
        quiet = List.copyOf(quiet);
        falls = List.copyOf(falls);
    }

    /** Whether a line of the family's own method keeps what is promised: its interval reaches down to it. */
    public boolean isKept(Quiet line) {
        return line.rate().lower() <= promised;
    }

    /**
     * Quiet months under one condition.
     *
     * @param method how shares were followed
     * @param mood how much more than chance days differ
     * @param baselineDays days of the baseline
     * @param rows labelled rows of each of four sites on a weekday
     * @param hospitals how many, each with a baseline of its own
     * @param rate the share of months with any alarm
     */
    public record Quiet(
            ChartMethod method, DayMood mood, int baselineDays, int rows, int hospitals, ClusteredRate rate) {}

    /**
     * What became of a fall of sensitivity and specificity at one of four sites, days differing as usual.
     *
     * @param fall in shares, e.g. 0.1
     * @param daysBefore days in control before
     * @param rows labelled rows of the site on a weekday
     * @param hospitals how many
     * @param found in how many anything was told within four weeks
     * @param medianDelay the day on which half of all had been told, the first changed day being 1; empty if fewer were
     */
    public record Falls(double fall, int daysBefore, int rows, int hospitals, int found, OptionalInt medianDelay) {}
}
