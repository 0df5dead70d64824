package org.cxrwatch.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * The evidence for one kind of drift in the slices of a window, alone and together: what a cause is looked for among.
 * Slices together are compared as one slice would be, with bins of their own, but with the dispersion of {@code all}.
 */
final class AttributeStrengths {

    private final DriftReference reference;
    private final WindowParts window;
    private final DriftKind kind;
    private final DriftPolicy policy;
    private final Map<Slice, Strength> bySlice = new HashMap<>();

    /**
     * Evidence of some rows.
     *
     * @param tests one a subject of the kind
     */
    record Strength(List<SubjectTest> tests) {

        static final Strength NONE = new Strength(List.of());

        boolean isMeasured() {
            return !tests.isEmpty();
        }

        double total() {
            return tests.stream().mapToDouble(SubjectTest::strength).sum();
        }

        /** 1/n_C + 1/n_R; infinite if nothing was compared. */
        double variance() {
            return tests.stream()
                    .findFirst()
                    .map(test -> 1.0 / test.n() + 1.0 / test.reference())
                    .orElse(Double.POSITIVE_INFINITY);
        }

        int freedom() {
            return tests.stream().mapToInt(test -> test.homogeneity().freedom()).sum();
        }

        /** Whether any subject is as clear as what was decided that night. */
        boolean decided(double largestP, double leastExcess) {
            return tests.stream()
                    .anyMatch(test -> test.p() <= largestP && test.effect().excess() >= leastExcess);
        }
    }

    AttributeStrengths(DriftReference reference, WindowParts window, DriftKind kind, DriftPolicy policy) {
        this.reference = reference;
        this.window = window;
        this.kind = kind;
        this.policy = policy;
    }

    /** The slices of an attribute that the baseline has and the window has rows of. */
    SortedSet<Slice> slicesOf(String attribute) {
        TreeSet<Slice> slices = new TreeSet<>();
        reference.sliceNames().stream()
                .filter(slice -> slice.key().equals(attribute) && window.rows(slice) > 0)
                .forEach(slices::add);
        return slices;
    }

    /** The slices of a nested attribute that lie in another slice, if measured themselves. */
    SortedSet<Slice> within(Slice outer, String nested) {
        SortedSet<Slice> inside = NestedSlices.in(window.distributions().get(outer), nested);
        inside.removeIf(slice -> !of(slice).isMeasured());
        return inside;
    }

    /** Of one slice; none if it was not measured. */
    Strength of(Slice slice) {
        return bySlice.computeIfAbsent(
                slice,
                key -> reference
                        .find(key)
                        .map(side ->
                                strength(side, window.distributions().get(key), window.days(key), side::dispersion))
                        .orElse(Strength.NONE));
    }

    /** Of several slices of one attribute, their rows added. */
    Strength together(SortedSet<Slice> slices) {
        Optional<SliceReference> all = reference.find(Slice.ALL);
        DistributionPart rows = rows(slices);
        SliceReference union = reference.union(slices);
        return strength(
                union,
                rows,
                slices.stream().mapToInt(window::days).max().orElse(1),
                subject -> all.flatMap(side -> side.find(subject.subject()).map(side::dispersion))
                        .orElseGet(() -> union.dispersion(subject)));
    }

    /** The window's rows of several slices of one attribute, at least one. */
    DistributionPart rows(SortedSet<Slice> slices) {
        return slices.stream()
                .map(slice -> window.distributions().get(slice))
                .reduce(DistributionPart::plus)
                .orElseThrow();
    }

    double sum(Stream<Slice> slices) {
        return slices.mapToDouble(slice -> of(slice).total()).sum();
    }

    private Strength strength(
            SliceReference side, DistributionPart rows, int days, Function<SubjectReference, Dispersion> dispersions) {
        if (rows == null || rows.rows() < policy.leastRows() || side.total().rows() < policy.leastRows()) {
            return Strength.NONE;
        }
        return new Strength(side.comparable(rows).stream()
                .filter(subject -> subject.subject().kind() == kind)
                .map(subject -> subject.test(subject.subject().column(rows), days, dispersions.apply(subject)))
                .toList());
    }
}
