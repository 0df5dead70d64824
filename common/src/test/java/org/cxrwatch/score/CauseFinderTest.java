package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes put into quiet days, and what is named as their cause. */
class CauseFinderTest {

    private static final LocalDate DAY = SyntheticDays.FIRST.plusDays(10);
    private static final SyntheticDays HOSPITAL = new SyntheticDays(11, 600);
    private static final DriftReference REFERENCE = HOSPITAL.baseline();

    @Test
    void nothingHasNoCause() {
        assertThat(causes(HOSPITAL.day(DAY), UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "site,    north,    1.5",
        "site, harbor, 1.5",
        "site, lakeside, 1.5",
        "site, valley, 1.5",
        "scanner, north-1,  2",
        "scanner, harbor-2, 2",
        "view,    AP,       1",
        "sex,  F,  1",
        "age,  65+,   1.2",
    })
    void aValueThatMovedAloneIsTheCause(String key, String value, double by) {
        for (int night = 0; night < 3; night++) {
            assertThat(causes(HOSPITAL.day(DAY), SyntheticDays.shiftAt(key, value, by)))
                    .isEqualTo(Map.of(DriftKind.DATA, List.of(new Slice(key, value))));
        }
    }

    @Test
    void whatMovedEverywhereIsAll() {
        assertThat(causes(HOSPITAL.day(DAY), prediction -> SyntheticDays.shifted(prediction, 0.8)))
                .isEqualTo(Map.of(DriftKind.DATA, List.of(Slice.ALL)));
    }

    @Test
    void twoSitesAreTwoCauses() {
        UnaryOperator<Prediction> both = prediction -> SyntheticDays.shiftAt("site", "north", 1.5)
                .apply(SyntheticDays.shiftAt("site", "lakeside", 2).apply(prediction));
        assertThat(causes(HOSPITAL.day(DAY), both).get(DriftKind.DATA))
                .containsExactlyInAnyOrder(new Slice("site", "north"), new Slice("site", "lakeside"));
    }

    @Test
    void bothScannersOfASiteAreTheSite() {
        UnaryOperator<Prediction> both = prediction -> SyntheticDays.shiftAt("scanner", "harbor-1", 1.5)
                .apply(SyntheticDays.shiftAt("scanner", "harbor-2", 1.5).apply(prediction));
        assertThat(causes(HOSPITAL.day(DAY), both).get(DriftKind.DATA)).containsExactly(new Slice("site", "harbor"));
    }

    @Test
    void morePneumoniaIsACauseOfAnswersAndNoneOfImages() {
        SortedMap<DriftKind, List<Slice>> causes = causes(HOSPITAL.day(DAY, 0.8), UnaryOperator.identity());
        assertThat(causes.get(DriftKind.PREDICTION)).containsExactly(Slice.ALL);
        assertThat(causes.getOrDefault(DriftKind.DATA, List.of())).isEmpty();
    }

    @Test
    void morePneumoniaAndAChangedSiteAreToldApart() {
        SortedMap<DriftKind, List<Slice>> causes =
                causes(HOSPITAL.day(DAY, 0.8), SyntheticDays.shiftAt("site", "north", 1.8));
        assertThat(causes.get(DriftKind.PREDICTION)).containsExactly(Slice.ALL);
        assertThat(causes.get(DriftKind.DATA)).containsExactly(new Slice("site", "north"));
    }

    @Test
    void withoutAttributesEverythingIsAll() {
        DriftReference bare = SyntheticDays.baseline(List.of(
                stripped(HOSPITAL.day(SyntheticDays.FIRST)), stripped(HOSPITAL.day(SyntheticDays.FIRST.plusDays(1)))));
        WindowParts window = SyntheticDays.window(
                DAY, stripped(HOSPITAL.day(DAY)), prediction -> SyntheticDays.shifted(prediction, 2));
        List<SubjectScore> scores = new DriftDecision(DriftPolicy.DEFAULT).decide(bare, window);
        assertThat(new CauseFinder(DriftPolicy.DEFAULT, Map.of()).find(bare, window, scores))
                .isEqualTo(Map.of(DriftKind.DATA, List.of(Slice.ALL)));
    }

    @Test
    void whatWasDecidedNeverGoesWithoutACause() {
        // Only 65+ is said to have drifted, by a hair: no attribute's values name it.
        WindowParts window = SyntheticDays.window(DAY, HOSPITAL.day(DAY));
        Slice old = new Slice("age", "65+");
        List<SubjectScore> scores = new DriftDecision(DriftPolicy.DEFAULT)
                .decide(REFERENCE, window).stream()
                        .map(score -> score.where().slice().equals(old)
                                        && score.subject().equals("f0")
                                ? score.decided(Decision.DRIFTED, 1e-9)
                                : score)
                        .toList();
        assertThat(new CauseFinder(DriftPolicy.DEFAULT, SyntheticDays.NESTED).find(REFERENCE, window, scores))
                .isEqualTo(Map.of(DriftKind.DATA, List.of(old)));
    }

    @Test
    void conceptDriftIsNotItsAffair() {
        WindowParts window = SyntheticDays.window(DAY, HOSPITAL.day(DAY));
        SubjectScore concept = new SubjectScore(
                window.at(Slice.ALL),
                DriftKind.CONCEPT,
                ConceptDecision.SUBJECT,
                Reference.baseline("b"),
                Score.of(0.4),
                SubjectScore.Evidence.none(100, 100),
                Decision.DRIFTED,
                new TreeMap<>(),
                Optional.empty());
        assertThat(new CauseFinder(DriftPolicy.DEFAULT, Map.of()).find(REFERENCE, window, List.of(concept)))
                .isEmpty();
    }

    @Test
    void unionsAskedForEarlierDoNotChangeLaterAnswers() {
        List<Prediction> day = HOSPITAL.day(DAY);
        DriftReference fresh = new DriftReference(REFERENCE.baseline());
        for (String site : List.of("north", "harbor", "lakeside", "valley")) {
            causes(HOSPITAL.day(DAY), SyntheticDays.shiftAt("site", site, 2));
        }
        WindowParts window = SyntheticDays.window(DAY, day, SyntheticDays.shiftAt("site", "valley", 1.5));
        List<SubjectScore> scores = new DriftDecision(DriftPolicy.DEFAULT).decide(fresh, window);
        assertThat(new CauseFinder(DriftPolicy.DEFAULT, SyntheticDays.NESTED).find(fresh, window, scores))
                .isEqualTo(causes(day, SyntheticDays.shiftAt("site", "valley", 1.5)));
    }

    private static SortedMap<DriftKind, List<Slice>> causes(List<Prediction> day, UnaryOperator<Prediction> change) {
        WindowParts window = SyntheticDays.window(DAY, day, change);
        List<SubjectScore> scores = new DriftDecision(DriftPolicy.DEFAULT).decide(REFERENCE, window);
        return new CauseFinder(DriftPolicy.DEFAULT, SyntheticDays.NESTED).find(REFERENCE, window, scores);
    }

    private static List<Prediction> stripped(List<Prediction> day) {
        return day.stream()
                .map(prediction -> new Prediction(
                        prediction.modelVersion(),
                        prediction.at(),
                        prediction.status(),
                        prediction.latency(),
                        prediction.answer(),
                        prediction.features(),
                        Map.of()))
                .toList();
    }
}
