package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;

/**
 * What moved in a window, as far as people must be told.
 *
 * @param window its rows, which tell what lies in what
 * @param findings its scores and causes
 */
record Moved(WindowParts window, Verdicts.Findings findings) {

    private static final Comparator<SubjectScore> WORST_FIRST = Comparator.comparingDouble(
                    (SubjectScore score) -> score.evidence().excess())
            .reversed();

    /** The causes of a kind that have a sentence of their own, the worst first. */
    List<Slice> toBeTold(DriftKind kind) {
        return causes(kind).stream()
                .filter(slice ->
                        kind != DriftKind.PREDICTION || !causes(DriftKind.DATA).contains(slice))
                .filter(slice -> !subjects(kind, slice).isEmpty())
                .sorted(Comparator.comparing(slice -> subjects(kind, slice).get(0), WORST_FIRST))
                .toList();
    }

    /** The slices that explain a kind of drift. Of wrong answers: first those that explain what else moved. */
    List<Slice> causes(DriftKind kind) {
        List<Slice> named = findings.causes().getOrDefault(kind, List.of());
        if (kind != DriftKind.CONCEPT || !named.isEmpty()) {
            return named;
        }
        List<Slice> drifted = List.copyOf(drifted(kind));
        List<Slice> known = drifted.stream()
                .filter(slice -> findings.causes().values().stream().anyMatch(causes -> causes.contains(slice)))
                .toList();
        return known.isEmpty() ? drifted.stream().limit(1).toList() : known;
    }

    /** The slices that drifted, {@code all} first. */
    SortedSet<Slice> drifted(DriftKind kind) {
        SortedSet<Slice> slices = new TreeSet<>();
        of(kind).filter(SubjectScore::drifted)
                .forEach(score -> slices.add(score.where().slice()));
        return slices;
    }

    /**
     * What drifted in a slice, the worst first. {@code all} can be a cause although none of its own subjects drifted,
     * as the values of an attribute together: then those of its subjects that drifted anywhere.
     */
    List<SubjectScore> subjects(DriftKind kind, Slice slice) {
        List<SubjectScore> here = of(kind).filter(score -> score.where().slice().equals(slice))
                .sorted(WORST_FIRST)
                .toList();
        List<SubjectScore> drifted = here.stream().filter(SubjectScore::drifted).toList();
        if (!drifted.isEmpty() || !slice.isAll()) {
            return drifted;
        }
        List<String> anywhere = of(kind).filter(SubjectScore::drifted)
                .map(SubjectScore::subject)
                .toList();
        return here.stream()
                .filter(score -> score.distance().measured().isPresent() && anywhere.contains(score.subject()))
                .toList();
    }

    /** The values of a nested attribute inside a slice; none if it has no rows. */
    SortedSet<Slice> inside(Slice slice, String nested) {
        return Optional.ofNullable(window.distributions().get(slice))
                .map(rows -> NestedSlices.in(rows, nested))
                .orElseGet(TreeSet::new);
    }

    private Stream<SubjectScore> of(DriftKind kind) {
        return findings.scores().stream().filter(score -> score.kind() == kind);
    }
}
