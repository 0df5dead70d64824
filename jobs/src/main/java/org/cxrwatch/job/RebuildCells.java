package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.error.DataException;
import org.cxrwatch.job.DayRecount.Verdict;
import org.cxrwatch.port.CellRebuild;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/**
 * Counts days anew from their rows and compares, byte for byte, with the sums of the cells that were appended batch by
 * batch. Days that differ get their next generation of cells; days whose rows are gone are refused before anything is
 * written.
 */
public final class RebuildCells {

    private final Recount recount;
    private final CellRebuild rebuild;
    private final Expired expired;

    /** Rebuilds the cells that this counts again. */
    public RebuildCells(Recount recount) {
        this.recount = recount;
        this.rebuild = recount.rebuild();
        this.expired = recount.expired();
    }

    /**
     * Compares, and mends what differs.
     *
     * @param from the first day; empty for the first there is. The first whose rows are kept stands for all days
     * @param to the last day; empty for the last there is
     * @throws DataException if rows of a day have expired, or are gone and its cells count them
     */
    public Result run(Optional<LocalDate> from, Optional<LocalDate> to) {
        boolean all = to.isEmpty() && (from.isEmpty() || from.equals(expired.firstDayOfRows()));
        if (!all) {
            rebuild.requireRules();
        }
        long throughBatch = recount.throughBatch();
        List<LocalDate> days = days(from, to);
        expired.requireRows("Cells cannot be rebuilt", days, Kept.PREDICTIONS, Kept.SYSTEM_METRICS);
        Map<Verdict, SortedSet<LocalDate>> verdicts = new EnumMap<>(Verdict.class);
        SortedSet<LocalDate> redefined = new TreeSet<>();
        String definition = recount.definition().hash();
        recount.inTurn(
                days,
                throughBatch,
                some -> some.forEach(each -> {
                    verdicts.computeIfAbsent(each.recount().verdict(), verdict -> new TreeSet<>())
                            .add(each.day());
                    if (each.recount().wasDefinedOtherwise(definition)) {
                        redefined.add(each.day());
                    }
                }));
        refuse(verdicts.getOrDefault(Verdict.ROWS_GONE, new TreeSet<>()));
        SortedSet<LocalDate> different = verdicts.getOrDefault(Verdict.DIFFERENT, new TreeSet<>());
        mend(different, throughBatch);
        if (all) {
            rebuild.adoptRules();
        }
        redefined.retainAll(different);
        return new Result(verdicts.getOrDefault(Verdict.EQUAL, new TreeSet<>()), different, redefined.size());
    }

    private List<LocalDate> days(Optional<LocalDate> from, Optional<LocalDate> to) {
        return rebuild.days().stream()
                .filter(day -> !day.isBefore(from.orElse(LocalDate.MIN)) && !day.isAfter(to.orElse(LocalDate.MAX)))
                .toList();
    }

    /** What is said if there is nothing on these days that could be counted again; empty if there is. */
    public Optional<String> nothing(Optional<LocalDate> from, Optional<LocalDate> to) {
        if (!days(from, to).isEmpty()) {
            return Optional.empty();
        }
        SortedSet<LocalDate> known = rebuild.days();
        return Optional.of(
                known.isEmpty()
                        ? "Nothing is counted again: no predictions are known yet."
                        : "Nothing is counted again: no predictions are known of "
                                + from.map(day -> "the days from " + day).orElse("any day")
                                + to.map(day -> " to " + day).orElse(from.isPresent() ? " on" : "")
                                + ". They are known of days from " + known.first() + " to " + known.last()
                                + ": name some of these.");
    }

    /** What it would have to read, by the same days as {@link #run}. */
    public Cost cost(Optional<LocalDate> from, Optional<LocalDate> to) {
        List<LocalDate> days = days(from, to);
        return days.isEmpty()
                ? new Cost(0, 0)
                : new Cost(days.size(), rebuild.predictions(days.get(0), days.get(days.size() - 1)));
    }

    /**
     * What a rebuild has to read.
     *
     * @param days how many are counted again
     * @param predictions of these days, each read once with its labels
     */
    public record Cost(int days, long predictions) {

        /** What it means, in a sentence or two. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "Counting %s again reads %,d predictions and their labels once; nothing is written before all is"
                            + " compared.",
                    Result.days(days),
                    predictions);
        }
    }

    private void mend(SortedSet<LocalDate> days, long throughBatch) {
        String definition = recount.definition().hash();
        recount.inTurn(
                days,
                throughBatch,
                some -> rebuild.append(some.stream()
                        .flatMap(each -> each.recount().nextGeneration(throughBatch, definition).stream())
                        .toList()));
    }

    private static void refuse(SortedSet<LocalDate> gone) {
        if (!gone.isEmpty()) {
            throw new DataException(
                    "The rows of days to be rebuilt are gone (" + listed(gone)
                            + "): their cells are all that is left of them, and a recount would lose it. Nothing was "
                            + "written",
                    "Rebuild the other days with --from and --to, or restore the rows of these first");
        }
    }

    private static String listed(SortedSet<LocalDate> days) {
        return days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }

    /**
     * What was found.
     *
     * @param equal days whose cells add up to their rows
     * @param rebuilt days that got new cells
     * @param redefined how many of these were counted by other settings before, and so had to differ
     */
    public record Result(SortedSet<LocalDate> equal, SortedSet<LocalDate> rebuilt, int redefined) {
        /** Copies the sets. */
        public Result {
            equal = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(equal));
            rebuilt = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rebuilt));
        }

        /** What happened, in a sentence or two. */
        public String sentence() {
            String found = "%s equal, byte for byte".formatted(days(equal.size()));
            return rebuilt.isEmpty()
                    ? found + "; nothing was written."
                    : "%s; %s differed%s and got a new generation of cells: %s. Evaluate again with 'cxrwatch "
                                    .formatted(found, days(rebuilt.size()), because(), listed(rebuilt))
                            + "backfill --from %s --to %s'.".formatted(rebuilt.first(), rebuilt.last());
        }

        /** Other settings are no fault; what differs without them is one, or a row that came in between. */
        private String because() {
            if (redefined == 0) {
                return "";
            }
            return redefined == rebuilt.size()
                    ? ", as they were counted by other settings,"
                    : " (" + redefined + " as they were counted by other settings)";
        }

        private static String days(int count) {
            return count == 1 ? "1 day" : count + " days";
        }
    }
}
