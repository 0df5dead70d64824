package org.cxrwatch.alert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/**
 * What was found of one scope in one window, over all its slices.
 *
 * @param place whose, and when
 * @param metrics metrics
 * @param subjects drift against the baseline
 * @param causes what explains it
 * @param within of each value of a nested attribute the values it was seen in
 */
record PlaceFindings(
        Place place,
        List<MetricScore> metrics,
        List<SubjectScore> subjects,
        List<DriftCause> causes,
        Map<Slice, Set<Slice>> within) {

    /** The aid of concept drift that holds the baseline's accuracy. */
    static final String ACCURACY_BEFORE = "accuracy_before";

    /**
     * Whose, and when.
     *
     * @param scope whose
     * @param window when
     */
    record Place(Scope scope, Window window) {

        private static Place of(WindowSlice where) {
            return new Place(where.scope(), where.window());
        }
    }

    /** The findings place by place. */
    static Collection<PlaceFindings> of(Findings findings) {
        Map<Place, List<MetricScore>> metrics = byPlace(findings.metrics(), score -> Place.of(score.where()));
        Map<Place, List<SubjectScore>> subjects = byPlace(
                findings.subjects().stream()
                        .filter(subject -> subject.reference().comparison() == Comparison.BASELINE)
                        .toList(),
                subject -> Place.of(subject.where()));
        Map<Place, List<DriftCause>> causes =
                byPlace(findings.causes(), cause -> new Place(cause.scope(), cause.window()));
        return Stream.concat(metrics.keySet().stream(), subjects.keySet().stream())
                .distinct()
                .map(place -> new PlaceFindings(
                        place,
                        metrics.getOrDefault(place, List.of()),
                        subjects.getOrDefault(place, List.of()),
                        causes.getOrDefault(place, List.of()),
                        findings.within()))
                .toList();
    }

    private static <T> Map<Place, List<T>> byPlace(Collection<T> items, Function<T, Place> place) {
        return items.stream().collect(Collectors.groupingBy(place));
    }

    /** The scores of a metric, by slice. */
    List<MetricScore> scores(String metric) {
        return metrics.stream().filter(score -> score.metric().equals(metric)).toList();
    }

    /** The subjects of a kind of drift. */
    List<SubjectScore> subjects(DriftKind kind) {
        return subjects.stream().filter(subject -> subject.kind() == kind).toList();
    }

    /** The causes of a kind of drift. */
    Set<Slice> causes(DriftKind kind) {
        return causes.stream()
                .filter(cause -> cause.kind() == kind)
                .map(DriftCause::slice)
                .collect(Collectors.toSet());
    }

    /** What may explain drift of a kind that has no causes of its own: images moved because other patients came. */
    Set<Slice> causesElsewhere(DriftKind kind) {
        return kind == DriftKind.DATA ? causes(DriftKind.PREDICTION) : Set.of();
    }

    /** What explains the drift of images and answers. */
    Set<Slice> driftCauses() {
        return causes.stream()
                .filter(cause -> cause.kind() != DriftKind.CONCEPT)
                .map(DriftCause::slice)
                .collect(Collectors.toSet());
    }

    /** Which slices may be told of as symptoms of which causes here. */
    Symptoms symptoms() {
        return new Symptoms(causes.stream().map(DriftCause::slice).collect(Collectors.toSet()), within);
    }

    /** The baseline's share of wrong answers by slice, where it is known. */
    Map<Slice, Share> wrongInBaseline() {
        Map<Slice, Share> references = new TreeMap<>();
        for (SubjectScore concept : subjects(DriftKind.CONCEPT)) {
            long n = concept.evidence().reference();
            double before = concept.aid(ACCURACY_BEFORE);
            if (n > 0 && Double.isFinite(before)) {
                references.put(concept.where().slice(), new Share((1 - before) * n, n));
            }
        }
        return references;
    }
}
