package org.cxrwatch.score;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;

/**
 * A window and what drifted in it.
 *
 * @param reference what it was compared with
 * @param window the window
 * @param drifted its scores of data and prediction drift that were decided to be drift
 */
record DriftedNight(DriftReference reference, WindowParts window, List<SubjectScore> drifted) {

    static DriftedNight of(DriftReference reference, WindowParts window, List<SubjectScore> scores) {
        return new DriftedNight(
                reference,
                window,
                scores.stream()
                        .filter(score -> score.drifted() && score.kind() != DriftKind.CONCEPT)
                        .toList());
    }

    private Stream<SubjectScore> of(DriftKind kind) {
        return drifted.stream().filter(score -> score.kind() == kind);
    }

    /** The slices that drifted. */
    SortedSet<Slice> slices(DriftKind kind) {
        return of(kind).map(score -> score.where().slice()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The features that drifted in a slice; for {@code all}, in any. */
    Set<String> features(Slice slice) {
        return of(DriftKind.DATA)
                .filter(score -> slice.isAll() || score.where().slice().equals(slice))
                .map(SubjectScore::subject)
                .collect(Collectors.toSet());
    }

    /** The largest p that was decided. */
    double largestP() {
        return drifted.stream().mapToDouble(score -> score.evidence().p()).max().orElse(0);
    }
}
