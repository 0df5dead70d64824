package org.cxrwatch.traffic;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;

/**
 * Names which of the values from which requests are missing explain the others: {@code all} if what is left without its
 * missing sites is far fewer than usual too, or all of them are missing; else the sites. A site stands to its scanners as
 * {@code all} to its sites.
 *
 * @param policy which attributes there are, and which lies in which
 * @param within of a value of a nested attribute, the values it was seen in
 */
record MissingCauses(TrafficPolicy policy, Map<Slice, Set<Slice>> within) {

    /** What is left moved along if it is at most this share of its usual. */
    static final double HALF = 0.5;

    /**
     * One value on that day.
     *
     * @param requests how many came
     * @param usual how many should have
     * @param missing whether that is decided to be too few
     */
    record Seen(long requests, double usual, boolean missing) {}

    /** The causes, given every value of which something is usual; none if nothing is missing. */
    SortedSet<Slice> of(SortedMap<Slice, Seen> seen) {
        TreeSet<Slice> causes = new TreeSet<>();
        if (isMissing(Slice.ALL, seen)) {
            causes.addAll(resolve(Slice.ALL, seen));
            if (causes.contains(Slice.ALL)) {
                return causes;
            }
        } else {
            missing(seen, false).forEach(outer -> causes.addAll(resolve(outer, seen)));
        }
        missing(seen, true)
                .filter(inner -> around(inner).stream().noneMatch(outer -> isMissing(outer, seen)))
                .forEach(causes::add);
        return causes;
    }

    private static boolean isMissing(Slice slice, Map<Slice, Seen> seen) {
        return seen.containsKey(slice) && seen.get(slice).missing();
    }

    private Stream<Slice> missing(SortedMap<Slice, Seen> seen, boolean nested) {
        return policy.attributes().stream()
                .filter(attribute -> policy.around(attribute).isPresent() == nested)
                .flatMap(attribute -> values(attribute, seen).keySet().stream())
                .filter(slice -> seen.get(slice).missing());
    }

    private static SortedMap<Slice, Seen> values(String attribute, SortedMap<Slice, Seen> seen) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(attribute))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private Set<Slice> around(Slice inner) {
        return within.getOrDefault(inner, Set.of());
    }

    /** A value that is missing, or what inside it explains that. */
    private Set<Slice> resolve(Slice outer, SortedMap<Slice, Seen> seen) {
        SortedMap<Slice, Seen> inside = inside(outer, seen);
        SortedSet<Slice> missing = inside.entrySet().stream()
                .filter(entry -> entry.getValue().missing())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        if (missing.isEmpty()) {
            return Set.of(outer);
        }
        TreeSet<Slice> resolved = new TreeSet<>();
        missing.forEach(inner -> resolved.addAll(resolve(inner, seen)));
        if (missing.size() < inside.size() && !leftMissing(outer, missing, seen)) {
            return resolved;
        }
        return inside.size() == 1 && !resolved.equals(missing) ? resolved : Set.of(outer);
    }

    /** The values of the first attribute inside a value of which any is missing, else of none. */
    private SortedMap<Slice, Seen> inside(Slice outer, SortedMap<Slice, Seen> seen) {
        return policy.attributes().stream()
                .filter(attribute -> outer.isAll()
                        ? policy.around(attribute).isEmpty()
                        : policy.around(attribute).filter(outer.key()::equals).isPresent())
                .map(attribute -> values(attribute, seen))
                .map(values -> {
                    values.keySet()
                            .removeIf(slice -> !outer.isAll() && !around(slice).contains(outer));
                    return values;
                })
                .filter(values -> values.values().stream().anyMatch(Seen::missing))
                .findFirst()
                .orElseGet(TreeMap::new);
    }

    private static boolean leftMissing(Slice outer, Set<Slice> missing, Map<Slice, Seen> seen) {
        double left = seen.get(outer).requests();
        double usual = seen.get(outer).usual();
        for (Slice inner : missing) {
            left -= seen.get(inner).requests();
            usual -= seen.get(inner).usual();
        }
        return left <= HALF * usual;
    }
}
