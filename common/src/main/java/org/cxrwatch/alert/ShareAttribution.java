package org.cxrwatch.alert;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/**
 * Finds which slices explain that a share (of wrong answers, of failed requests) went bad.
 *
 * <p>The attribute over whose values the change is strongest in sum names the cause. Its values are taken off one by
 * one, the largest effect first, until what is left moved in common (its strength pooled is at least {@value
 * #COMMON} of the sum of strengths, and no value stands aside that should have shown the change): then {@code all}
 * is a cause too. Nested attributes name no cause.
 */
final class ShareAttribution {

    private static final double COMMON = 0.8;

    /** A value stands aside if under a common change it would show at least so many null standard deviations ... */
    private static final double EXPECTED_TO_SHOW = 8;

    /** ... and shows less than this part of it. */
    private static final double SHOWN_AT_MOST = 0.25;

    /** Of a chi-square with one degree of freedom. */
    private static final double NULL_DEVIATION = Math.sqrt(2);

    private final Map<Slice, Change> changes;
    private final Set<Slice> fired;
    private final Set<String> nested;

    /**
     * A slice's share and what it is compared with.
     *
     * @param now the window's
     * @param reference the usual
     */
    record Change(Share now, Share reference) {

        Change plus(Change other) {
            return new Change(now.plus(other.now), reference.plus(other.reference));
        }

        double strength() {
            return now.strength(reference);
        }

        double spread() {
            return now.spread(reference);
        }

        /** Free of n: the squared difference, standardised. */
        double effect() {
            return strength() * spread();
        }
    }

    ShareAttribution(Map<Slice, Change> changes, Set<Slice> fired, Set<String> nested) {
        this.changes = changes;
        this.fired = fired;
        this.nested = nested;
    }

    /** The causes among the slices that fired; empty if none of them explains the rest. */
    Set<Slice> causes() {
        Set<Slice> causes = new HashSet<>();
        SortedSet<Slice> left = values();
        while (!left.isEmpty()) {
            Optional<Slice> worst = left.stream()
                    .filter(fired::contains)
                    .max(Comparator.comparing(
                                    (Slice slice) -> changes.get(slice).effect())
                            .thenComparing(Comparator.reverseOrder()));
            if (isFired(pool(left)) && (worst.isEmpty() || movedInCommon(left))) {
                Optional.of(Slice.ALL).filter(fired::contains).ifPresent(causes::add);
                return causes;
            }
            if (worst.isEmpty()) {
                return causes;
            }
            causes.add(worst.get());
            left.remove(worst.get());
        }
        return causes;
    }

    /** The values of the attribute over which the change is strongest in sum; of equal ones the first by name. */
    private SortedSet<Slice> values() {
        SortedMap<String, SortedSet<Slice>> attributes = changes.keySet().stream()
                .filter(slice -> !slice.isAll() && !nested.contains(slice.key()))
                .collect(Collectors.groupingBy(Slice::key, TreeMap::new, Collectors.toCollection(TreeSet::new)));
        return attributes.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, SortedSet<Slice>> entry) -> sum(entry.getValue()))
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getValue)
                .orElseGet(TreeSet::new);
    }

    private double sum(Set<Slice> slices) {
        return slices.stream()
                .mapToDouble(slice -> changes.get(slice).strength())
                .sum();
    }

    private Change pool(Set<Slice> slices) {
        return slices.stream().map(changes::get).reduce(Change::plus).orElseThrow();
    }

    /** At least as strong as the weakest slice that fired. */
    private boolean isFired(Change pool) {
        double least = fired.stream()
                .filter(changes::containsKey)
                .mapToDouble(slice -> changes.get(slice).strength())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return pool.strength() > 0 && pool.strength() >= least;
    }

    private boolean movedInCommon(Set<Slice> slices) {
        Change pool = pool(slices);
        return pool.strength() >= COMMON * sum(slices)
                && slices.stream().noneMatch(slice -> standsAside(changes.get(slice), pool));
    }

    private static boolean standsAside(Change value, Change pool) {
        double expected = pool.effect() / value.spread();
        return expected >= EXPECTED_TO_SHOW * NULL_DEVIATION && value.strength() < SHOWN_AT_MOST * expected;
    }
}
