package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every revision of the rows of one result table, and which of them was known when.
 *
 * <p>Known at T is the row with the greatest (as-of, revision) among those as of T or earlier. Rows are compared by
 * {@code equals}: numbers to the last bit.
 *
 * @param <R> the rows
 */
public final class KnownRows<R> {

    private final Function<R, ResultKey> key;
    private final Map<ResultKey, List<Version<R>>> versions = new HashMap<>();

    /** Nothing is known yet. */
    public KnownRows(Function<R, ResultKey> key) {
        this.key = key;
    }

    /**
     * One revision of a row.
     *
     * @param asOf what had arrived by then counted
     * @param revision from 1
     * @param row what was found
     * @param <R> the row
     */
    public record Version<R>(Instant asOf, int revision, R row) {

        private boolean isAfter(Version<R> other) {
            int byTime = asOf.compareTo(other.asOf);
            return byTime > 0 || (byTime == 0 && revision > other.revision);
        }
    }

    /** Adds what was published before. */
    public void add(Version<R> version) {
        versions.computeIfAbsent(key.apply(version.row()), absent -> new ArrayList<>(1))
                .add(version);
    }

    /**
     * Of a night's rows those that differ from what was known at its instant, with their new revision numbers; from
     * then on they are known too, so that a later night is compared with them.
     *
     * @throws IllegalArgumentException if two of the rows are about the same thing
     */
    public Map<R, Integer> revise(Instant asOf, List<R> rows) {
        Map<R, Integer> changed = new LinkedHashMap<>();
        Set<ResultKey> seen = new HashSet<>();
        for (R row : rows) {
            ResultKey about = key.apply(row);
            if (!seen.add(about)) {
                throw new IllegalArgumentException(
                        "Two rows of the night as of " + asOf + " are about the same thing: " + about + ".");
            }
            List<Version<R>> known = versions.computeIfAbsent(about, absent -> new ArrayList<>(1));
            if (latest(asOf, known).filter(version -> version.row().equals(row)).isEmpty()) {
                int revision =
                        1 + known.stream().mapToInt(Version::revision).max().orElse(0);
                known.add(new Version<>(asOf, revision, row));
                changed.put(row, revision);
            }
        }
        return changed;
    }

    private static <R> Optional<Version<R>> latest(Instant instant, List<Version<R>> known) {
        return known.stream()
                .filter(version -> !version.asOf().isAfter(instant))
                .reduce((one, other) -> other.isAfter(one) ? other : one);
    }
}
