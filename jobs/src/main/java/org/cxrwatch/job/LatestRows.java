package org.cxrwatch.job;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.cxrwatch.port.NightResults;

/** The rows that the nights of a run gave, each as the last of them gave it. */
final class LatestRows {

    private final Map<List<Object>, Object> byKey = new HashMap<>();

    /**
     * The values of {@link #byKey}, the objects themselves: most rows of a night are those of the night before, and
     * keys are long to compare.
     */
    private final Set<Object> standing = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What of a night is new or other than an earlier night gave it. */
    NightResults changed(NightResults all) {
        return new NightResults(
                all.asOf(),
                changed(all.metrics(), row -> List.of(row.where(), row.metric())),
                changed(all.measures(), row -> List.of(row.where(), row.subject(), row.measure(), row.reference())),
                changed(all.subjects(), row -> List.of(row.where(), row.kind(), row.subject(), row.reference())),
                changed(all.verdicts(), row -> List.of(row.where(), "verdict")),
                changed(all.hosts(), row -> List.of(row.host(), row.window(), row.metric())),
                changed(all.distributions(), row -> List.of(row.where(), row.subject(), row.reference())));
    }

    private <T> List<T> changed(List<T> rows, Function<T, List<Object>> key) {
        return rows.stream()
                .filter(row -> !standing.contains(row) && replaces(key.apply(row), row))
                .toList();
    }

    private boolean replaces(List<Object> key, Object row) {
        Object before = byKey.put(key, row);
        standing.remove(before);
        standing.add(row);
        return !row.equals(before);
    }
}
