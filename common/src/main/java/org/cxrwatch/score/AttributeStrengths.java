package org.cxrwatch.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/** The evidence for one kind of drift in the slices of a window, alone and together: what a cause is looked for among. */
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

        double total() {
            return tests.stream().mapToDouble(SubjectTest::strength).sum();
        }

        /** 1/n + 1/n of both sides; infinite if nothing was compared. */
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

    /** The slices of an attribute that the baseline has and the window has enough rows of. */
    SortedSet<Slice> slicesOf(String attribute) {
        TreeSet<Slice> slices = new TreeSet<>();
        reference.sliceNames().stream()
                .filter(slice -> slice.key().equals(attribute) && window.rows(slice) >= policy.leastRows())
                .forEach(slices::add);
        return slices;
    }

    /** The slices of a nested attribute whose values occur among the rows of another slice. */
    SortedSet<Slice> within(Slice outer, String nested) {
        SortedSet<Slice> inside = new TreeSet<>();
        window.distributions().get(outer).classes().entries().values().stream()
                .flatMap(part -> part.attributes().find(nested).stream())
                .flatMap(values -> values.values().entries().keySet().stream())
                .map(value -> new Slice(nested, value))
                .filter(slicesOf(nested)::contains)
                .forEach(inside::add);
        return inside;
    }

    Strength of(Slice slice) {
        return bySlice.computeIfAbsent(
                slice,
                key -> strength(reference.find(key), window.distributions().get(key)));
    }

    /** Of several slices of one attribute, their rows added. */
    Strength together(SortedSet<Slice> slices) {
        Optional<DistributionPart> rows =
                slices.stream().map(slice -> window.distributions().get(slice)).reduce(DistributionPart::plus);
        return rows.map(part -> strength(Optional.of(reference.union(slices)), part))
                .orElse(Strength.NONE);
    }

    double sum(Stream<Slice> slices) {
        return slices.mapToDouble(slice -> of(slice).total()).sum();
    }

    private Strength strength(Optional<SliceReference> side, DistributionPart rows) {
        if (side.isEmpty() || rows == null || rows.rows() < policy.leastRows()) {
            return Strength.NONE;
        }
        return new Strength(side.get().subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .map(subject -> side.get().test(subject, rows))
                .toList());
    }
}
