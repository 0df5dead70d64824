package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

/** Which measures of a night that is evaluated again are new, and with which revision. */
class KnownResultsTest {

    private static final Instant AS_OF = Instant.parse("2026-09-23T00:00:00Z");
    private static final WindowSlice WHERE =
            new WindowSlice(Scope.version("v1"), Window.day(LocalDate.of(2026, 9, 22)), Slice.ALL);
    private static final Reference FIRST = Reference.baseline("first");
    private static final SubjectScore INTENSITY = subject(DriftKind.DATA, "mean_intensity", FIRST, 0.1);
    private static final SubjectScore SCORES = subject(DriftKind.PREDICTION, "positive_score", FIRST, 0.2);

    private final KnownResults known = KnownResults.none();

    private static SubjectScore subject(DriftKind kind, String subject, Reference reference, double distance) {
        return new SubjectScore(
                WHERE,
                kind,
                subject,
                reference,
                Score.of(distance),
                SubjectScore.Evidence.none(50, 300),
                Decision.NOT_DRIFTED,
                new TreeMap<>(),
                Optional.empty());
    }

    private static MeasureScore measure(String subject, Reference reference, double value) {
        return new MeasureScore(WHERE, subject, "ks", reference, Score.of(value), 50);
    }

    /** The measures a night writes, with their revisions. */
    private Map<String, Integer> revised(List<SubjectScore> subjects, MeasureScore... measures) {
        RevisedNight night = known.revise(List.of(new NightResults(
                        AS_OF, List.of(), List.of(measures), subjects, List.of(), List.of(), List.of())))
                .get(0);
        Map<String, Integer> revisions = new TreeMap<>();
        night.rows().measures().forEach(measure -> revisions.put(measure.subject(), night.revisionOf(measure)));
        return revisions;
    }

    @Test
    void aMeasureComesWithTheScoreOfItsSubjectAndOneOfConfidencesWithThoseOfTheAnswers() {
        MeasureScore intensity = measure("mean_intensity", FIRST, 0.1);
        MeasureScore confidence = measure("confidence", FIRST, 0.3);

        assertThat(revised(List.of(INTENSITY, SCORES), intensity, confidence))
                .containsExactly(Map.entry("confidence", 1), Map.entry("mean_intensity", 1));
        assertThat(revised(List.of(INTENSITY, SCORES), intensity, confidence)).isEmpty();
        assertThat(revised(
                        List.of(INTENSITY, subject(DriftKind.PREDICTION, "positive_score", FIRST, 0.25)),
                        intensity,
                        measure("confidence", FIRST, 0.31)))
                .containsExactly(Map.entry("confidence", 2));
    }

    @Test
    void aFeatureThatIsDerivedLaterBringsItsOwnMeasuresAndNoOthersAgain() {
        MeasureScore intensity = measure("mean_intensity", FIRST, 0.1);
        revised(List.of(INTENSITY, SCORES), intensity, measure("confidence", FIRST, 0.3));

        assertThat(revised(
                        List.of(INTENSITY, SCORES, subject(DriftKind.DATA, "contrast_ratio", FIRST, 0.4)),
                        intensity,
                        measure("confidence", FIRST, 0.3),
                        measure("contrast_ratio", FIRST, 0.4)))
                .containsExactly(Map.entry("contrast_ratio", 1));
    }

    @Test
    void againstAnotherBaselineASubjectIsKnownBetterNotAnotherOne() {
        revised(List.of(INTENSITY), measure("mean_intensity", FIRST, 0.1));
        Reference second = Reference.baseline("second");

        assertThat(revised(
                        List.of(subject(DriftKind.DATA, "mean_intensity", second, 0.2)),
                        measure("mean_intensity", second, 0.2)))
                .containsExactly(Map.entry("mean_intensity", 2));
    }
}
