package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

class RecommendationsTest {

    private static final WindowParts NO_ROWS =
            new WindowParts(Scope.version("v1"), Window.day(SomeScores.DAY), new TreeMap<>(), new TreeMap<>());

    private static final Recommendations WORDS = new Recommendations("PNEUMONIA", Map.of("scanner", "site"));

    @Test
    void ofImagesItSaysWhatHowMuchWhereSinceWhenHowSureAndWhatToCheck() {
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "site=valley"),
                        SomeScores.drifted(
                                DriftKind.DATA,
                                "site=valley",
                                "mean_intensity",
                                0.74,
                                SomeScores.medians(131.4, 158.2)),
                        SomeScores.drifted(
                                DriftKind.DATA, "site=valley", "entropy", 0.5, SomeScores.medians(7.1, 6.43)),
                        SomeScores.drifted(DriftKind.DATA, "site=valley", "edges", 0.2, SomeScores.medians(0.1, 0.2)),
                        SomeScores.drifted(DriftKind.DATA, "all", "mean_intensity", 0.2, Map.of())))
                .containsExactly("site=valley: mean_intensity median 131 → 158, entropy median 7.10 → 6.43 and 1 more"
                        + " since 2026-09-22 (excess 0.74, adjusted p < 0.0001); no other site moved:"
                        + " check acquisition and preprocessing at valley");
    }

    @Test
    void whatBeganEarlierIsSaidToHaveBegunThen() {
        SubjectScore drifted = SomeScores.drifted(DriftKind.DATA, "all", "f", 0.3, SomeScores.medians(0.0123, 0.5));
        LocalDate first = LocalDate.of(2026, 9, 1);

        assertThat(WORDS.of(
                        NO_ROWS,
                        findings(
                                SomeScores.causes(DriftKind.DATA, "all"),
                                drifted.begun(new Onset(first, first, first)))))
                .containsExactly(
                        "everywhere: f median 0.012 → 0.500 since 2026-09-01 (excess 0.30, adjusted p < 0.0001):"
                                + " check what changed everywhere, such as preprocessing or the image gateway");
        assertThat(WORDS.of(
                        NO_ROWS,
                        findings(
                                SomeScores.causes(DriftKind.DATA, "all"),
                                drifted.begun(new Onset(first, first.minusDays(1), first.plusDays(2))))))
                .first()
                .asString()
                .contains(" since 2026-09-01 (2026-08-31 to 2026-09-03) (excess");
    }

    @Test
    void othersThatMovedAreNotDenied() {
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "site=valley", "site=north"),
                        SomeScores.drifted(DriftKind.DATA, "site=valley", "f", 0.3, SomeScores.medians(1, 2)),
                        SomeScores.drifted(DriftKind.DATA, "site=north", "f", 0.6, SomeScores.medians(1, 3))))
                .satisfiesExactly(
                        worst -> assertThat(worst).startsWith("site=north: ").doesNotContain("no other"),
                        next -> assertThat(next).startsWith("site=valley: ").doesNotContain("no other"));
    }

    @Test
    void aFeatureThatVanishesIsSaidToBeMissing() {
        Map<String, Double> gone = Map.of("missing_before", 0.01, "missing_after", 1.0, "median_before", 4.0);
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "all"),
                        SomeScores.drifted(DriftKind.DATA, "all", "entropy", 1, gone)))
                .first()
                .asString()
                .startsWith("everywhere: entropy missing in 1 % → 100 % of rows since");
    }

    @Test
    void whereTheMedianStaysTheMeanOrTheSpreadIsTold() {
        Map<String, Double> tail =
                Map.of("median_before", 0.0, "median_after", 0.0, "mean_before", 0.001, "mean_after", 0.04);
        Map<String, Double> spread = Map.of(
                "median_before", 5.0, "median_after", 5.0, "mean_before", 5.0, "mean_after", 5.0, "sd_ratio", 1.8);
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "all"),
                        SomeScores.drifted(DriftKind.DATA, "all", "saturated", 0.4, tail),
                        SomeScores.drifted(DriftKind.DATA, "all", "edges", 0.3, spread)))
                .first()
                .asString()
                .startsWith("everywhere: saturated mean 0.001 → 0.040, edges spread × 1.80 since");
    }

    @Test
    void answersWithoutImagesPointToPrevalence() {
        assertThat(words(
                        SomeScores.causes(DriftKind.PREDICTION, "all"),
                        SomeScores.drifted(
                                DriftKind.PREDICTION, "all", "class_share", 0.25, SomeScores.shares(0.47, 0.726))))
                .containsExactly("everywhere: PNEUMONIA share 47 % → 73 % since 2026-09-22 (excess 0.25, adjusted p <"
                        + " 0.0001); no change of the images explains it: ask whether other patients are scanned"
                        + " (prevalence) before doubting the model");
    }

    @Test
    void answersThatChangedElsewhereThanTheImagesSayWhereTheImagesDid() {
        SortedMap<DriftKind, List<Slice>> causes = SomeScores.causes(DriftKind.DATA, "site=valley");
        causes.put(DriftKind.PREDICTION, List.of(Slice.ALL));
        assertThat(words(
                        causes,
                        SomeScores.drifted(DriftKind.DATA, "site=valley", "f", 0.5, SomeScores.medians(1, 2)),
                        SomeScores.drifted(DriftKind.PREDICTION, "all", "positive_score", 0.25, Map.of())))
                .satisfiesExactly(
                        images -> assertThat(images).startsWith("site=valley: f median"),
                        answers -> assertThat(answers)
                                .contains("the scores are spread differently since")
                                .contains("no change of the images explains it except at site=valley: ask whether"));
    }

    @Test
    void answersThatChangedWithTheImagesAreToldWithThem() {
        SortedMap<DriftKind, List<Slice>> causes = SomeScores.causes(DriftKind.DATA, "site=north");
        causes.put(DriftKind.PREDICTION, List.of(new Slice("site", "north")));
        assertThat(words(
                        causes,
                        SomeScores.drifted(DriftKind.DATA, "site=north", "f", 0.5, SomeScores.medians(1, 2)),
                        SomeScores.drifted(
                                DriftKind.PREDICTION, "site=north", "class_share", 0.4, SomeScores.shares(0.4, 0.9))))
                .singleElement()
                .asString()
                .contains("; its answers changed with them: PNEUMONIA share 40 % → 90 %: check acquisition");
    }

    @Test
    void aClassNobodyPredictsHasNoShareToSpeakOf() {
        List<String> words = new Recommendations("CANCER", Map.of())
                .of(
                        NO_ROWS,
                        findings(
                                SomeScores.causes(DriftKind.PREDICTION, "all"),
                                SomeScores.drifted(
                                        DriftKind.PREDICTION, "all", "class_share", 0.3, SomeScores.shares(0.2, 0.6))));
        assertThat(words)
                .first()
                .asString()
                .contains("the shares of the predicted classes changed")
                .doesNotContain("NaN");
    }

    @Test
    void accuracyAsksForASecondReading() {
        assertThat(words(
                        new TreeMap<>(),
                        SomeScores.drifted(
                                DriftKind.CONCEPT, "all", "accuracy", 0.24, SomeScores.accuracies(0.873, 0.658))))
                .containsExactly(
                        "everywhere: accuracy 0.87 → 0.66 (161 labelled) since 2026-09-22 (excess 0.24, adjusted"
                                + " p < 0.0001): have readings there checked by a radiologist until the"
                                + " cause is found");
    }

    @Test
    void accuracyThatFellWhereTheImagesChangedIsToldThereRatherThanEverywhere() {
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "site=north"),
                        SomeScores.drifted(DriftKind.CONCEPT, "all", "accuracy", 0.24, SomeScores.accuracies(0.9, 0.7)),
                        SomeScores.drifted(
                                DriftKind.CONCEPT, "site=north", "accuracy", 0.5, SomeScores.accuracies(0.9, 0.4))))
                .singleElement()
                .asString()
                .startsWith("site=north: accuracy 0.90 → 0.40");
    }

    @Test
    void theNestedValuesThatMovedAreNamed() {
        assertThat(nested("valley-1", "valley-2")).contains("since 2026-09-22, both scanners (excess");
        assertThat(nested("valley-2")).contains("since 2026-09-22, seen by itself at scanner valley-2 of 2 (excess");
        assertThat(nested()).contains("since 2026-09-22 (excess");
    }

    private static String nested(String... scanners) {
        WindowParts window = SyntheticDays.window(SomeScores.DAY, new SyntheticDays(1, 100).day(SomeScores.DAY));
        List<SubjectScore> scores = new ArrayList<>();
        scores.add(SomeScores.drifted(DriftKind.DATA, "site=valley", "f", 0.5, SomeScores.medians(1, 2)));
        for (String scanner : scanners) {
            scores.add(SomeScores.drifted(DriftKind.DATA, "scanner=" + scanner, "f", 0.5, Map.of()));
        }
        Verdicts.Findings findings =
                new Verdicts.Findings(scores, SomeScores.causes(DriftKind.DATA, "site=valley"), List.of());
        return WORDS.of(window, findings).get(0);
    }

    @Test
    void everythingTogetherIsACauseEvenIfAllItselfWasNotDecided() {
        assertThat(words(
                        SomeScores.causes(DriftKind.DATA, "all"),
                        SomeScores.quiet(DriftKind.DATA, "all", "f", 0.15),
                        SomeScores.quiet(DriftKind.DATA, "all", "g", 0.35),
                        SomeScores.drifted(DriftKind.DATA, "site=north", "f", 0.4, SomeScores.medians(1, 2))))
                .singleElement()
                .asString()
                .startsWith("everywhere: f ")
                .contains("adjusted p 0.5000");
    }

    @Test
    void theWorstOfEachKindIsSaidBeforeTheSecondOfAny() {
        String[] sites = IntStream.range(0, 6).mapToObj(i -> "site=s" + i).toArray(String[]::new);
        List<SubjectScore> scores = new ArrayList<>();
        for (int i = 0; i < sites.length; i++) {
            scores.add(SomeScores.drifted(DriftKind.DATA, sites[i], "f", 0.3 + i / 10.0, SomeScores.medians(1, 2)));
        }
        scores.add(SomeScores.drifted(DriftKind.CONCEPT, "site=s1", "accuracy", 0.2, SomeScores.accuracies(0.9, 0.7)));
        List<String> words = words(SomeScores.causes(DriftKind.DATA, sites), scores.toArray(SubjectScore[]::new));
        assertThat(words).hasSize(Recommendations.LIMIT);
        assertThat(words.get(0)).startsWith("site=s5: ");
        assertThat(words.get(4)).startsWith("site=s1: accuracy");
    }

    @Test
    void nothingFoundSaysNothing() {
        assertThat(words(new TreeMap<>(), SomeScores.quiet(DriftKind.DATA, "all", "f", 0.9)))
                .isEmpty();
        assertThat(words(SomeScores.causes(DriftKind.DATA, "site=x"))).isEmpty();
    }

    private static List<String> words(SortedMap<DriftKind, List<Slice>> causes, SubjectScore... scores) {
        return WORDS.of(NO_ROWS, findings(causes, scores));
    }

    private static Verdicts.Findings findings(SortedMap<DriftKind, List<Slice>> causes, SubjectScore... scores) {
        return new Verdicts.Findings(List.of(scores), causes, List.of());
    }
}
