package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.AttributeStrengths.Strength;

/**
 * Names what a night's drifted slices have in common. What moves at one site moves at {@code all}, at its scanners and
 * among its patients too; people want the site.
 *
 * <p>Of the attributes that are not nested the one whose values hold most evidence names the cause. If its values
 * together hold nearly as much as each alone, and none of them stands aside, everything moved: {@code all}. Else the
 * value that moved farthest is a cause, and the rest is asked again. A nested attribute (scanner of a site) is the
 * cause only where some but not all of its values moved. Where this names nothing, the drifted slice with most
 * evidence is the cause: nothing that was decided goes unsaid. Last, data causes that the mix of predicted classes
 * explains are dropped: they are symptoms of a prediction cause. The constants were chosen on the demo stream and on
 * changes injected into its quiet days.
 */
public final class CauseFinder {

    /** Together at least this much of the evidence of each alone: they moved alike. */
    private static final double ALIKE = 0.8;

    /** A value stands aside below this share of what a common change would show in it … */
    private static final double ASIDE = 0.25;

    /** … if that were at least so many standard deviations of chance. */
    private static final double CLEAR = 8;

    /** Nested values must hold this much more evidence than what they are nested in. */
    private static final double NESTED = 1.25;

    private final DriftPolicy policy;
    private final Map<String, String> nestedIn;

    /** Finds causes; {@code nestedIn} says of a nested attribute in which other its values lie, e.g. scanner: site. */
    public CauseFinder(DriftPolicy policy, Map<String, String> nestedIn) {
        this.policy = policy;
        this.nestedIn = Map.copyOf(nestedIn);
    }

    /**
     * The causes by kind, of data and prediction drift. Kinds without drift are left out; data drift that prevalence
     * explains has no causes.
     *
     * @param scores decided scores of the window; those of concept drift are passed over
     */
    public SortedMap<DriftKind, List<Slice>> find(
            DriftReference reference, WindowParts window, List<SubjectScore> scores) {
        DriftedNight night = DriftedNight.of(reference, window, scores);
        Map<DriftKind, List<Slice>> causes = new EnumMap<>(DriftKind.class);
        for (DriftKind kind : List.of(DriftKind.DATA, DriftKind.PREDICTION)) {
            if (!night.slices(kind).isEmpty()) {
                causes.put(kind, causes(night, kind));
            }
        }
        causes.computeIfPresent(
                DriftKind.DATA,
                (kind, data) -> new PrevalenceCheck(night, policy)
                        .unexplained(data, causes.getOrDefault(DriftKind.PREDICTION, List.of())));
        return new TreeMap<>(causes);
    }

    private List<Slice> causes(DriftedNight night, DriftKind kind) {
        AttributeStrengths strengths = new AttributeStrengths(night.reference(), night.window(), kind, policy);
        Optional<String> strongest = night.reference().sliceNames().stream()
                .filter(slice -> !slice.isAll() && !nestedIn.containsKey(slice.key()))
                .map(Slice::key)
                .distinct()
                .max(Comparator.comparingDouble(key -> strengths.sum(strengths.slicesOf(key).stream())));
        List<Slice> named = strongest
                .map(attribute -> peel(night, kind, strengths, strengths.slicesOf(attribute)))
                .orElse(List.of());
        return named.isEmpty() ? List.of(mostEvidence(night.slices(kind), strengths)) : named;
    }

    private static Slice mostEvidence(SortedSet<Slice> drifted, AttributeStrengths strengths) {
        return drifted.stream()
                .max(Comparator.comparingDouble(slice -> strengths.of(slice).total()))
                .orElseThrow();
    }

    private List<Slice> peel(
            DriftedNight night, DriftKind kind, AttributeStrengths strengths, SortedSet<Slice> values) {
        Set<Slice> drifted = night.slices(kind);
        TreeSet<Slice> left = new TreeSet<>(values);
        List<Slice> causes = new ArrayList<>();
        while (!left.isEmpty()) {
            Optional<Slice> farthest = left.stream()
                    .filter(drifted::contains)
                    .max(Comparator.comparingDouble(slice ->
                            strengths.of(slice).total() * strengths.of(slice).variance()));
            Strength together = strengths.together(left);
            boolean allMoved = together.decided(night.largestP(), policy.leastExcess());
            if (allMoved && (farthest.isEmpty() || movedAlike(strengths, left, together))) {
                causes.add(Slice.ALL);
                return causes;
            }
            if (farthest.isEmpty()) {
                return causes;
            }
            causes.addAll(nestedOr(farthest.get(), drifted, strengths));
            left.remove(farthest.get());
        }
        return causes;
    }

    private static boolean movedAlike(AttributeStrengths strengths, SortedSet<Slice> values, Strength together) {
        boolean someAside = values.stream()
                .map(strengths::of)
                .filter(Strength::isMeasured)
                .anyMatch(value -> {
                    double common = together.total() * together.variance() / value.variance();
                    return common >= CLEAR * Math.sqrt(2.0 * value.freedom()) && value.total() < ASIDE * common;
                });
        return !someAside && together.total() >= ALIKE * strengths.sum(values.stream());
    }

    private List<Slice> nestedOr(Slice cause, Set<Slice> drifted, AttributeStrengths strengths) {
        return NestedSlices.attributes(nestedIn, cause.key()).stream()
                .map(nested -> onlySome(strengths.within(cause, nested), cause, drifted, strengths))
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of(cause));
    }

    private static List<Slice> onlySome(
            SortedSet<Slice> nested, Slice cause, Set<Slice> drifted, AttributeStrengths strengths) {
        List<Slice> moved = nested.stream().filter(drifted::contains).toList();
        boolean notAll = !moved.isEmpty() && moved.size() < nested.size();
        boolean clearer =
                strengths.sum(nested.stream()) > NESTED * strengths.of(cause).total();
        return notAll && clearer ? moved : List.of();
    }
}
