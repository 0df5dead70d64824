package org.cxrwatch.score;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/** Scores written down for tests of what is made of them. */
final class SomeScores {

    static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    static final WindowParts EMPTY =
            new WindowParts(Scope.version("v1"), Window.day(DAY), new TreeMap<>(), new TreeMap<>());

    private SomeScores() {}

    /** A subject that drifted by this excess; its distance is a tenth more. */
    static SubjectScore drifted(DriftKind kind, String slice, String subject, double excess, Map<String, Double> aids) {
        return score(kind, slice, subject, excess, Decision.DRIFTED, aids);
    }

    static SubjectScore quiet(DriftKind kind, String slice, String subject, double excess) {
        return score(kind, slice, subject, excess, Decision.NOT_DRIFTED, Map.of());
    }

    private static SubjectScore score(
            DriftKind kind, String slice, String subject, double excess, Decision decision, Map<String, Double> aids) {
        double p = decision == Decision.DRIFTED ? 1e-9 : 0.5;
        return new SubjectScore(
                at(slice),
                kind,
                subject,
                Reference.baseline("b"),
                Score.of(excess + 0.1),
                new SubjectScore.Evidence(161, 2_000, excess, 0.05, p, p, 0.15),
                decision,
                SubjectScore.finite(aids),
                Optional.empty());
    }

    static SubjectScore unmeasured(DriftKind kind, String slice, String subject, Reason reason) {
        return new SubjectScore(
                at(slice),
                kind,
                subject,
                Reference.baseline("b"),
                Score.none(reason),
                SubjectScore.Evidence.none(3, 100),
                Decision.NOT_DECIDED,
                new TreeMap<>(),
                Optional.empty());
    }

    private static WindowSlice at(String slice) {
        return new WindowSlice(Scope.version("v1"), Window.day(DAY), Slice.parse(slice));
    }

    static Map<String, Double> medians(double before, double after) {
        return Map.of("median_before", before, "median_after", after, "missing_before", 0.0, "missing_after", 0.0);
    }

    static Map<String, Double> shares(double before, double after) {
        return Map.of("share_before:PNEUMONIA", before, "share_after:PNEUMONIA", after);
    }

    static Map<String, Double> accuracies(double before, double after) {
        return Map.of("accuracy_before", before, "accuracy_after", after);
    }

    /** Causes by kind. */
    static SortedMap<DriftKind, List<Slice>> causes(DriftKind kind, String... slices) {
        SortedMap<DriftKind, List<Slice>> causes = new TreeMap<>();
        causes.put(kind, Arrays.stream(slices).map(Slice::parse).toList());
        return causes;
    }
}
