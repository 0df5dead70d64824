package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.SourceRows;
import org.cxrwatch.port.SourceRows.Key;
import org.cxrwatch.port.SourceRows.OfDay;
import org.cxrwatch.port.SourceRows.Row;
import org.cxrwatch.port.SourceRows.Tally;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow.Days;

/**
 * Compares what a source holds with what was taken of it: counts and sums of keys by day and version, and the keys
 * themselves where these differ. What was read by transactions alone cannot have missed a row; this is how one would
 * know if it had, and the only way to see that rows were deleted.
 */
public final class Reconcile {

    private final String source;
    private final SourceRows there;
    private final TakenRows here;
    private final SourceChecks checks;
    private final ErasedIds erased;

    /** Compares this source with these rows, and notes what comes of it. What was erased here is not missing. */
    public Reconcile(String source, SourceRows there, TakenRows here, SourceChecks checks, ErasedIds erased) {
        this.source = source;
        this.there = there;
        this.here = here;
        this.checks = checks;
        this.erased = erased;
    }

    /**
     * What was found.
     *
     * @param days which days were compared
     * @param compared by day and version
     * @param proposed predictions newly noted as deleted at the source
     */
    public record Result(Days days, List<Compared> compared, long proposed) {

        /** Copies the list. */
        public Result {
            compared = List.copyOf(compared);
        }

        /** The days and versions that do not agree. */
        public List<Compared> differences() {
            return compared.stream().filter(one -> !one.agrees()).toList();
        }

        /** What happened, in a sentence or two. */
        public String sentence() {
            long rows = compared.stream().mapToLong(Compared::sourceRows).sum();
            String what =
                    "Compared %,d predictions of %s to %s with the source: ".formatted(rows, days.first(), days.last());
            if (differences().isEmpty()) {
                return what + "all are here.";
            }
            String which = differences().stream()
                    .map(one -> "%s %s: %,d missing here, %,d deleted there"
                            .formatted(one.day(), one.modelVersion(), one.missing(), one.deleted()))
                    .collect(Collectors.joining("; "));
            return what + which
                    + ". `cxrwatch ingest --repair --date D` takes what is missing; what was deleted goes on"
                    + " counting and is noted in table tombstone.";
        }
    }

    /** Compares days, by the source's own clock. */
    public Result run(Days days, Instant at) {
        SortedMap<OfDay, Tally> theirs = there.tallies(days);
        SortedMap<OfDay, Tally> ours = here.tallies(days);
        Set<OfDay> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        List<Compared> compared = new ArrayList<>();
        long proposed = 0;
        for (OfDay of : all) {
            Differing differing = theirs.containsKey(of) && theirs.get(of).equals(ours.get(of))
                    ? Differing.NOTHING
                    : differing(of, days);
            proposed += differing.gone().isEmpty() ? 0 : here.proposeTombstones(of, differing.gone(), at);
            compared.add(new Compared(
                    source,
                    at,
                    of.day(),
                    of.modelVersion(),
                    rows(theirs, of),
                    rows(ours, of),
                    differing.missing(),
                    differing.gone().size()));
        }
        checks.note(compared);
        return new Result(days, compared, proposed);
    }

    private static long rows(Map<OfDay, Tally> tallies, OfDay of) {
        return tallies.containsKey(of) ? tallies.get(of).rows() : 0;
    }

    /**
     * Where the two differ.
     *
     * @param missing how many are there, neither here nor put aside
     * @param gone which are here, came from there, and are there no longer
     */
    private record Differing(long missing, Map<Key, Row> gone) {

        private static final Differing NOTHING = new Differing(0, Map.of());
    }

    private Differing differing(OfDay of, Days days) {
        Map<Key, Row> theirs = there.rows(of);
        Map<Key, Row> ours = here.rows(of);
        Set<String> missing = theirs.entrySet().stream()
                .filter(entry -> entry.getValue().due() && !ours.containsKey(entry.getKey()))
                .filter(entry -> !erased.hold(entry.getKey().predictionId()))
                .map(entry -> entry.getValue().rowId())
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            missing.removeAll(here.putAside(days.first().minusDays(1)));
        }
        Map<Key, Row> gone =
                new TreeMap<>(java.util.Comparator.comparing(Key::predictionId).thenComparing(Key::at));
        ours.forEach((key, row) -> {
            if (row.source().equals(source) && !theirs.containsKey(key)) {
                gone.put(key, row);
            }
        });
        return new Differing(missing.size(), gone);
    }
}
