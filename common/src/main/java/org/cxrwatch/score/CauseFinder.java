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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.AttributeStrengths.Strength;

/**
 * Names what a night's drifted slices have in common. What moves at one site moves at {@code all}, at its scanners and
 * among its patients too; people want the site.
 *
 * <p>Of the attributes that are not nested the one whose values hold most evidence names the cause. If its values
 * together hold nearly as much as each alone, and none of them stands aside, everything moved: {@code all}. Else the
 * value that moved farthest is a cause, and the rest is asked again. A nested attribute (scanner of a site) is the cause
 * only where some but not all of its values moved. The constants were chosen on the demo stream and on changes injected
 * into its quiet days.
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

    /** Of a distance, the share that must stay after reweighting for it to be the images and not the mix of classes. */
    private static final double STAYS = 0.5;

    private final DriftPolicy policy;
    private final Map<String, String> nestedIn;

    /** Finds causes; {@code nestedIn} says of a nested attribute in which other its values lie, e.g. scanner: site. */
    public CauseFinder(DriftPolicy policy, Map<String, String> nestedIn) {
        this.policy = policy;
        this.nestedIn = Map.copyOf(nestedIn);
    }

    private record Night(DriftReference reference, WindowParts window, List<SubjectScore> drifted) {

        Set<Slice> driftedSlices(DriftKind kind) {
            return drifted.stream()
                    .filter(score -> score.kind() == kind)
                    .map(score -> score.where().slice())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        double largestP() {
            return drifted.stream()
                    .mapToDouble(score -> score.evidence().p())
                    .max()
                    .orElse(0);
        }
    }

    /** The causes by kind, of data and prediction drift; kinds without drift are left out. */
    public SortedMap<DriftKind, List<Slice>> find(
            DriftReference reference, WindowParts window, List<SubjectScore> scores) {
        List<SubjectScore> drifted =
                scores.stream().filter(SubjectScore::drifted).toList();
        Night night = new Night(reference, window, drifted);
        Map<DriftKind, List<Slice>> causes = new EnumMap<>(DriftKind.class);
        for (DriftKind kind : List.of(DriftKind.DATA, DriftKind.PREDICTION)) {
            if (!night.driftedSlices(kind).isEmpty()) {
                causes.put(kind, causes(night, kind));
            }
        }
        causes.computeIfPresent(
                DriftKind.DATA,
                (kind, data) -> notPrevalence(night, data, causes.getOrDefault(DriftKind.PREDICTION, List.of())));
        return new TreeMap<>(causes);
    }

    private List<Slice> causes(Night night, DriftKind kind) {
        AttributeStrengths strengths = new AttributeStrengths(night.reference(), night.window(), kind, policy);
        Optional<String> strongest = night.reference().sliceNames().stream()
                .map(Slice::key)
                .filter(key -> !key.equals(Slice.ALL.key()) && !nestedIn.containsKey(key))
                .distinct()
                .max(Comparator.comparingDouble(key -> strengths.sum(strengths.slicesOf(key).stream())));
        return strongest
                .map(attribute -> peel(night, kind, strengths, strengths.slicesOf(attribute)))
                .orElse(List.of(Slice.ALL));
    }

    private List<Slice> peel(Night night, DriftKind kind, AttributeStrengths strengths, SortedSet<Slice> values) {
        Set<Slice> drifted = night.driftedSlices(kind);
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
        boolean someAside = values.stream().map(strengths::of).anyMatch(value -> {
            double common = together.total() * together.variance() / value.variance();
            return common >= CLEAR * Math.sqrt(2.0 * value.freedom()) && value.total() < ASIDE * common;
        });
        return !someAside && together.total() >= ALIKE * strengths.sum(values.stream());
    }

    private List<Slice> nestedOr(Slice cause, Set<Slice> drifted, AttributeStrengths strengths) {
        return nestedIn.entrySet().stream()
                .filter(nesting -> nesting.getValue().equals(cause.key()))
                .map(nesting -> onlySome(strengths.within(cause, nesting.getKey()), cause, drifted, strengths))
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

    /** Data causes inside a prediction cause whose distances vanish with the window's mix of classes are its symptoms. */
    private List<Slice> notPrevalence(Night night, List<Slice> data, List<Slice> prediction) {
        return data.stream()
                .filter(cause -> !(prediction.contains(Slice.ALL) || prediction.contains(cause))
                        || staysAfterReweighting(night, cause, data))
                .toList();
    }

    private boolean staysAfterReweighting(Night night, Slice cause, List<Slice> data) {
        Set<String> features = night.drifted().stream()
                .filter(score -> score.kind() == DriftKind.DATA)
                .filter(score -> cause.isAll() || score.where().slice().equals(cause))
                .map(SubjectScore::subject)
                .collect(Collectors.toSet());
        SortedSet<Slice> rest = cause.isAll() ? restOf(night, data) : new TreeSet<>(Set.of(cause));
        SliceReference side = night.reference().union(rest);
        var rows = rest.stream()
                .map(slice -> night.window().distributions().get(slice))
                .reduce((left, right) -> left.plus(right))
                .orElseThrow();
        List<Subject> subjects = side.subjects().stream()
                .filter(subject -> features.contains(subject.name()))
                .toList();
        double raw = subjects.stream()
                .mapToDouble(subject -> side.test(subject, rows).effect().excess())
                .max()
                .orElse(0);
        double reweighted = subjects.stream()
                .flatMap(subject -> side.reweighted(subject, rows).stream())
                .mapToDouble(Effect::excess)
                .max()
                .orElse(0);
        return reweighted >= Math.max(policy.leastExcess(), STAYS * raw);
    }

    /** What {@code all} stands for beside other causes: the values of their attribute that are none. */
    private static SortedSet<Slice> restOf(Night night, List<Slice> data) {
        Optional<String> attribute =
                data.stream().filter(slice -> !slice.isAll()).map(Slice::key).findFirst();
        TreeSet<Slice> rest = new TreeSet<>();
        attribute.ifPresentOrElse(
                key -> night.window().distributions().keySet().stream()
                        .filter(slice -> slice.key().equals(key) && !data.contains(slice))
                        .filter(slice -> night.reference().find(slice).isPresent())
                        .forEach(rest::add),
                () -> rest.add(Slice.ALL));
        return rest.isEmpty() ? new TreeSet<>(Stream.of(Slice.ALL).toList()) : rest;
    }
}
