package org.cxrwatch.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cxrwatch.model.Slice;

/**
 * Which slices moved because of a cause: those that fired, but for what is a cause itself, of whatever kind, and what
 * lies within another cause. A scanner of harbor is no symptom of north.
 *
 * @param elsewhere slices that explain anything else of the same predictions
 * @param within of each value of a nested attribute the values it was seen in
 */
record Symptoms(Set<Slice> elsewhere, Map<Slice, Set<Slice>> within) {

    /** Where nothing else is explained, and nothing lies within anything. */
    static final Symptoms OF_ONE_KIND = new Symptoms(Set.of(), Map.of());

    /** Copies the collections. */
    Symptoms {
        elsewhere = Set.copyOf(elsewhere);
        within = Map.copyOf(within);
    }

    /**
     * The symptoms of one cause, in the order of slices.
     *
     * @param cause which
     * @param named all causes of the same kind
     * @param fired all slices that moved
     */
    List<Slice> of(Slice cause, Set<Slice> named, Set<Slice> fired) {
        Set<Slice> others = new HashSet<>(named);
        others.addAll(elsewhere);
        others.remove(cause);
        return fired.stream()
                .filter(slice -> !slice.equals(cause) && !others.contains(slice))
                .filter(slice -> !liesWithin(slice, others) || liesWithin(slice, Set.of(cause)))
                .sorted()
                .toList();
    }

    private boolean liesWithin(Slice slice, Set<Slice> outer) {
        return within.getOrDefault(slice, Set.of()).stream().anyMatch(outer::contains);
    }
}
