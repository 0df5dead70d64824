package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.WindowSlice;

/** Sums up the scores of a window: one verdict a slice, that of {@code all} for the window. */
public final class Verdicts {

    private final DriftPolicy policy;

    /** Takes severities from this policy. */
    public Verdicts(DriftPolicy policy) {
        this.policy = policy;
    }

    /**
     * What was found in a window.
     *
     * @param scores its decided scores; none without a baseline
     * @param causes by kind what explains the drift
     * @param recommendations what people should read, at most five
     * @param trusts by slice whether what is estimated without labels may be believed
     */
    public record Findings(
            List<SubjectScore> scores,
            SortedMap<DriftKind, List<Slice>> causes,
            List<String> recommendations,
            Map<Slice, EstimateTrust> trusts) {

        /** Of drift alone. */
        public Findings(
                List<SubjectScore> scores, SortedMap<DriftKind, List<Slice>> causes, List<String> recommendations) {
            this(scores, causes, recommendations, Map.of());
        }

        /** The same with what people should read. */
        public Findings saying(List<String> words) {
            return new Findings(scores, causes, words, trusts);
        }

        List<String> doubts(Slice slice) {
            return Optional.ofNullable(trusts.get(slice))
                    .map(EstimateTrust::texts)
                    .orElse(List.of());
        }
    }

    /** The verdicts of a window, the slices in order. */
    public List<Verdict> of(WindowParts window, Findings findings) {
        Map<Slice, List<SubjectScore>> bySlice = findings.scores().stream()
                .collect(Collectors.groupingBy(score -> score.where().slice(), TreeMap::new, Collectors.toList()));
        TreeSet<Slice> slices = new TreeSet<>(bySlice.keySet());
        slices.addAll(window.distributions().keySet());
        slices.remove(Slice.ALL);
        Verdict ofWindow = verdict(window.at(Slice.ALL), bySlice.getOrDefault(Slice.ALL, List.of()), findings);
        return Stream.concat(
                        Stream.of(forWindow(ofWindow, findings)),
                        slices.stream()
                                .map(slice ->
                                        verdict(window.at(slice), bySlice.getOrDefault(slice, List.of()), findings)))
                .toList();
    }

    private Verdict forWindow(Verdict ofAll, Findings findings) {
        return new Verdict(
                ofAll.where(),
                ofAll.data(),
                ofAll.prediction(),
                ofAll.concept(),
                ofAll.overall(),
                severity(findings.scores()),
                worst(findings),
                findings.causes(),
                findings.recommendations(),
                ofAll.estimateDoubts());
    }

    private Verdict verdict(WindowSlice where, List<SubjectScore> scores, Findings findings) {
        Score data = largest(scores, DriftKind.DATA);
        Score prediction = largest(scores, DriftKind.PREDICTION);
        Score concept = largest(scores, DriftKind.CONCEPT);
        return new Verdict(
                where,
                data,
                prediction,
                concept,
                largest(Stream.of(data, prediction, concept)),
                severity(scores),
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                findings.doubts(where.slice()));
    }

    private static Score largest(List<SubjectScore> scores, DriftKind kind) {
        return largest(scores.stream().filter(score -> score.kind() == kind).map(SubjectScore::distance));
    }

    /** The largest that was measured, else the first reason why none was. */
    private static Score largest(Stream<Score> scores) {
        List<Score> all = scores.toList();
        return all.stream()
                .flatMap(score -> score.measured().stream())
                .max(Comparator.comparingDouble(Score.Measured::value))
                .<Score>map(measured -> measured)
                .or(() -> all.stream().findFirst())
                .orElse(Score.none(Reason.NO_BASELINE));
    }

    /** The severity of the largest excess among what drifted. */
    Severity severity(List<SubjectScore> scores) {
        return scores.stream()
                .filter(SubjectScore::drifted)
                .map(score -> policy.severityOf(score.evidence().excess()))
                .max(Comparator.naturalOrder())
                .orElse(Severity.NONE);
    }

    /** Of the causes, or where none was named of all that drifted, the slice with the largest excess. */
    private static Optional<Slice> worst(Findings findings) {
        List<Slice> causes =
                findings.causes().values().stream().flatMap(List::stream).toList();
        List<SubjectScore> drifted =
                findings.scores().stream().filter(SubjectScore::drifted).toList();
        return Stream.<Predicate<SubjectScore>>of(
                        score -> causes.contains(score.where().slice()), score -> true)
                .flatMap(
                        wanted -> drifted.stream()
                                .filter(wanted)
                                .max(Comparator.comparingDouble(
                                        score -> score.evidence().excess()))
                                .stream())
                .findFirst()
                .map(score -> score.where().slice());
    }
}
