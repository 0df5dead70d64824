package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Definitions;
import org.cxrwatch.summary.DerivedFeature;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;

/** Derived features that appear, disappear, change their expression, or never have a value. */
class DerivedFeatureDecisionTest {

    private static final LocalDate DAY = SyntheticDays.FIRST.plusDays(10);
    private static final SyntheticDays HOSPITAL = new SyntheticDays(3, 120);
    private static final List<List<Prediction>> NORMAL = List.of(
            HOSPITAL.day(SyntheticDays.FIRST),
            HOSPITAL.day(SyntheticDays.FIRST.plusDays(1)),
            HOSPITAL.day(SyntheticDays.FIRST.plusDays(2)));
    private static final List<Prediction> QUIET = HOSPITAL.day(DAY);

    private static final SummaryDefinition PLAIN = new SummaryDefinition(List.of("site"), List.of());
    private static final SummaryDefinition SUM = deriving("features.f0 + features.f1");
    private static final SummaryDefinition CHANGED = deriving("features.f0 - features.f1");

    private final DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);

    private static SummaryDefinition deriving(String sql) {
        return Definitions.computing(PLAIN, List.of(new DerivedFeature("own", sql)), List.of());
    }

    private static Prediction with(Prediction row, double own) {
        Map<String, Double> features = new HashMap<>(row.features());
        features.put("own", own);
        return SyntheticDays.with(row, features);
    }

    private static Prediction sum(Prediction row) {
        return with(row, row.features().get("f0") + row.features().get("f1"));
    }

    private static Map<Slice, DistributionPart> count(
            SummaryDefinition definition, List<Prediction> rows, Resolutions resolutions) {
        PredictionCells cells = new PredictionCells(definition, resolutions);
        rows.forEach(row -> cells.addAnswer(row, Arrival.during(DAY, ArrivalBasis.FROM_NAME)));
        Map<Slice, DistributionPart> parts = new TreeMap<>();
        cells.drain().forEach(cell -> parts.put(cell.key().slice(), (DistributionPart) cell.part()));
        return parts;
    }

    private static DriftReference baseline(SummaryDefinition definition, List<List<Prediction>> days) {
        Map<LocalDate, Map<Slice, DistributionPart>> parts = new TreeMap<>();
        for (int i = 0; i < days.size(); i++) {
            parts.put(SyntheticDays.FIRST.plusDays(i), count(definition, days.get(i), Resolutions.BASELINE));
        }
        BaselineRecord about = new BaselineRecord(
                "b",
                "v1",
                SyntheticDays.FIRST,
                SyntheticDays.FIRST.plusDays(2),
                0,
                definition.hash(),
                "",
                Instant.EPOCH,
                "",
                "");
        return new DriftReference(new Baseline(about, parts));
    }

    private static WindowParts window(Map<Slice, DistributionPart> parts) {
        return new WindowParts(Scope.version("v1"), Window.day(DAY), new TreeMap<>(parts), new TreeMap<>());
    }

    private static WindowParts window(SummaryDefinition definition, List<Prediction> rows) {
        return window(count(definition, rows, Resolutions.CELL));
    }

    private static List<Prediction> summed(List<Prediction> rows) {
        return rows.stream().map(DerivedFeatureDecisionTest::sum).toList();
    }

    private static DriftReference summedBaseline() {
        return baseline(
                SUM, NORMAL.stream().map(DerivedFeatureDecisionTest::summed).toList());
    }

    private Optional<SubjectScore> own(DriftReference reference, WindowParts window) {
        List<SubjectScore> scores = decision.decide(reference, window).stream()
                .filter(score ->
                        score.where().slice().isAll() && score.subject().equals("own"))
                .toList();
        assertThat(scores).hasSizeLessThan(2);
        return scores.stream().findFirst();
    }

    private Optional<Reason> reason(DriftReference reference, WindowParts window) {
        return own(reference, window).flatMap(score -> score.distance().absence());
    }

    @Test
    void itIsComparedAsAnyFeature() {
        assertThat(own(summedBaseline(), window(SUM, summed(QUIET)))
                        .orElseThrow()
                        .decision())
                .isEqualTo(Decision.NOT_DRIFTED);

        List<Prediction> moved = QUIET.stream()
                .map(row -> with(row, sum(row).features().get("own") + 4))
                .toList();
        assertThat(own(summedBaseline(), window(SUM, moved)).orElseThrow().drifted())
                .isTrue();
    }

    @Test
    void aDayThatWasCountedBeforeItIsNotSummarisedAndDidNotDrift() {
        assertThat(reason(summedBaseline(), window(PLAIN, QUIET))).contains(Reason.NOT_SUMMARISED);
        assertThat(decision.decide(summedBaseline(), window(PLAIN, QUIET))).noneMatch(SubjectScore::drifted);
    }

    @Test
    void aDayOfWhichOnlyPartWasCountedWithItIsNotSummarised() {
        Map<Slice, DistributionPart> both = new TreeMap<>(count(PLAIN, QUIET.subList(0, 60), Resolutions.CELL));
        count(SUM, summed(QUIET.subList(60, 120)), Resolutions.CELL)
                .forEach((slice, part) -> both.merge(slice, part, DistributionPart::plus));

        assertThat(reason(summedBaseline(), window(both))).contains(Reason.NOT_SUMMARISED);
        assertThat(reason(baseline(PLAIN, NORMAL), window(both))).contains(Reason.NOT_SUMMARISED);
    }

    @Test
    void aBaselineFromBeforeItDoesNotHaveIt() {
        assertThat(reason(baseline(PLAIN, NORMAL), window(SUM, summed(QUIET)))).contains(Reason.NO_BASELINE);
    }

    @Test
    void aChangedExpressionIsNotComparedWithTheOldOne() {
        List<Prediction> differences = QUIET.stream()
                .map(row -> with(row, row.features().get("f0") - row.features().get("f1")))
                .toList();

        assertThat(reason(summedBaseline(), window(CHANGED, differences))).contains(Reason.NO_BASELINE);
        assertThat(decision.decide(summedBaseline(), window(CHANGED, differences)))
                .noneMatch(SubjectScore::drifted);
        assertThat(decision.distributions(summedBaseline(), window(CHANGED, differences)))
                .noneMatch(bins -> bins.subject().equals("own"));
    }

    @Test
    void aLoggedNumberOfThatNameIsNotTakenForIt() {
        assertThat(reason(summedBaseline(), window(PLAIN, summed(QUIET)))).contains(Reason.NOT_SUMMARISED);
        assertThat(reason(
                        baseline(
                                PLAIN,
                                NORMAL.stream()
                                        .map(DerivedFeatureDecisionTest::summed)
                                        .toList()),
                        window(SUM, summed(QUIET))))
                .contains(Reason.NO_BASELINE);
    }

    @Test
    void oneThatNeverHasAValueDoesNotDriftUntilItHasOne() {
        DriftReference never = baseline(SUM, NORMAL);

        assertThat(own(never, window(SUM, QUIET)).orElseThrow().distance().number())
                .hasValue(0);
        assertThat(own(never, window(SUM, summed(QUIET))).orElseThrow().drifted())
                .isTrue();
        assertThat(own(summedBaseline(), window(SUM, QUIET)).orElseThrow().drifted())
                .isTrue();
    }

    @Test
    void infinitiesCountAsMissing() {
        List<Prediction> infinite =
                QUIET.stream().map(row -> with(row, Double.POSITIVE_INFINITY)).toList();
        SubjectScore score = own(summedBaseline(), window(SUM, infinite)).orElseThrow();

        assertThat(score.distance().number()).hasValue(1);
        assertThat(score.aid("missing_after")).isEqualTo(1);
    }
}
