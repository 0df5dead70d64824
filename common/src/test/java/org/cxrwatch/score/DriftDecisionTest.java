package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDecisionTest {

    private static final LocalDate DAY = SyntheticDays.FIRST.plusDays(10);
    private static final Slice VALLEY = new Slice("site", "valley");

    private static final SyntheticDays HOSPITAL = new SyntheticDays(1, 400);
    private static final DriftReference REFERENCE = HOSPITAL.baseline();
    private static final List<Prediction> QUIET = HOSPITAL.day(DAY);

    private final DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);

    @Test
    void aDayLikeTheBaselineHasNotDrifted() {
        List<SubjectScore> scores = decide(UnaryOperator.identity());
        assertThat(scores).hasSize(21 * 10).noneMatch(SubjectScore::drifted);
        assertThat(scores)
                .isSortedAccordingTo((left, right) ->
                        left.where().slice().compareTo(right.where().slice()));
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.reference()).isEqualTo(Reference.baseline("b"));
            assertThat(score.evidence().adjusted())
                    .isGreaterThanOrEqualTo(score.evidence().p());
            assertThat(score.evidence().leastDetectable()).isBetween(0.05, 1.0);
        });
    }

    @Test
    void whatFewRowsStillHaveIsNotTold() {
        AtomicInteger seen = new AtomicInteger();
        List<SubjectScore> scores =
                decide(prediction -> seen.getAndIncrement() < 3 ? prediction : SyntheticDays.without(prediction, "f0"));
        SubjectScore f0 = find(scores, Slice.ALL, "f0");

        assertThat(f0.drifted()).isTrue();
        assertThat(f0.aid("missing_after")).isGreaterThan(0.98);
        assertThat(f0.aid("median_before")).isFinite();
        assertThat(f0.aids()).doesNotContainKeys("median_after", "mean_after", "sd_ratio");
    }

    @Test
    void aShiftIsFoundWhereItIsAndToldWithItsMedians() {
        List<SubjectScore> scores = decide(SyntheticDays.shiftAt("site", "valley", 2));
        SubjectScore f0 = find(scores, VALLEY, "f0");
        assertThat(f0.drifted()).isTrue();
        assertThat(f0.kind()).isEqualTo(DriftKind.DATA);
        assertThat(f0.aid("median_after") - f0.aid("median_before")).isCloseTo(2, within(0.6));
        assertThat(f0.aid("mean_after") - f0.aid("mean_before")).isCloseTo(2, within(0.5));
        assertThat(f0.aid("sd_ratio")).isCloseTo(1, within(0.3));
        assertThat(f0.aid("reweighted_distance")).isPositive();
        assertThat(f0.evidence().excess()).isLessThan(f0.distance().number().orElseThrow());
        assertThat(f0.evidence().leastDetectable())
                .isLessThan(f0.distance().number().orElseThrow());
        assertThat(find(scores, new Slice("site", "north"), "f0").drifted()).isFalse();
        assertThat(find(scores, VALLEY, "f5").drifted()).isFalse();
    }

    @Test
    void aFeatureThatVanishesIsFound() {
        List<SubjectScore> scores = decide(without("f3"));
        SubjectScore gone = find(scores, Slice.ALL, "f3");
        assertThat(gone.drifted()).isTrue();
        assertThat(gone.distance().number()).hasValue(1);
        assertThat(gone.aid("missing_before")).isZero();
        assertThat(gone.aid("missing_after")).isEqualTo(1);
        assertThat(gone.aids()).doesNotContainKeys("median_after", "mean_after", "sd_ratio");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valuesThatAreNotFiniteCountAsMissing(double value) {
        SubjectScore broken = find(decide(setting("f3", value)), Slice.ALL, "f3");
        assertThat(broken.drifted()).isTrue();
        assertThat(broken.distance().number()).hasValue(1);
        assertThat(broken.evidence().n()).isEqualTo(400);
    }

    @Test
    void aFeatureThatTheBaselineNeverHadAValueOfIsFoundToo() {
        DriftReference empty = baselineOf(setting("f3", Double.NaN));
        SubjectScore filled = find(decision.decide(empty, window(QUIET)), Slice.ALL, "f3");
        assertThat(filled.drifted()).isTrue();
        assertThat(filled.distance().number()).hasValue(1);
        assertThat(filled.aids()).doesNotContainKey("median_before").containsKey("median_after");
        SubjectScore still = find(
                decision.decide(empty, SyntheticDays.window(DAY, QUIET, setting("f3", Double.NaN))), Slice.ALL, "f3");
        assertThat(still.distance().number()).hasValue(0);
        assertThat(still.evidence().p()).isEqualTo(1);
    }

    @Test
    void aConstantThatStaysHasNotDriftedAndOneThatIsLeftHas() {
        DriftReference constant = baselineOf(setting("f3", 0.25));
        SubjectScore same =
                find(decision.decide(constant, SyntheticDays.window(DAY, QUIET, setting("f3", 0.25))), Slice.ALL, "f3");
        assertThat(same.distance().number()).hasValue(0);
        assertThat(same.evidence().p()).isEqualTo(1);
        assertThat(same.evidence().leastDetectable()).isNaN();
        for (double value : new double[] {Math.nextUp(0.25), Math.nextDown(0.25)}) {
            SubjectScore left = find(
                    decision.decide(constant, SyntheticDays.window(DAY, QUIET, setting("f3", value))), Slice.ALL, "f3");
            assertThat(left.drifted()).isTrue();
            assertThat(left.distance().number()).hasValue(1);
        }
    }

    @Test
    void aClassThatTheBaselineNeverPredictedCounts() {
        SubjectScore shares = find(decide(answering("TUBERCULOSIS", 5)), Slice.ALL, "class_share");
        assertThat(shares.drifted()).isTrue();
        assertThat(shares.distance().number().orElseThrow()).isCloseTo(0.2, within(0.07));
        assertThat(shares.aid("share_before:TUBERCULOSIS")).isZero();
        assertThat(shares.aid("share_after:TUBERCULOSIS")).isEqualTo(0.2);
    }

    @Test
    void aSingleClassOnBothSidesHasNotDrifted() {
        DriftReference one = baselineOf(answering("NORMAL", 1));
        SubjectScore shares = find(
                decision.decide(one, SyntheticDays.window(DAY, QUIET, answering("NORMAL", 1))),
                Slice.ALL,
                "class_share");
        assertThat(shares.distance().number()).hasValue(0);
        assertThat(shares.evidence().p()).isEqualTo(1);
    }

    @Test
    void whatOnlyTheWindowHasIsNoMemberButIsTold() {
        List<SubjectScore> scores = decide(prediction -> {
            Map<String, Double> features = new HashMap<>(prediction.features());
            features.put("novel", 1.0);
            Map<String, String> attributes = new HashMap<>(prediction.attributes());
            attributes.replace("site", "lakeside", "island");
            return new Prediction(
                    prediction.modelVersion(),
                    prediction.at(),
                    prediction.status(),
                    prediction.latency(),
                    prediction.answer(),
                    features,
                    attributes);
        });
        Slice island = new Slice("site", "island");
        assertThat(find(scores, Slice.ALL, "novel").distance().absence()).hasValue(Reason.NO_BASELINE);
        assertThat(scores)
                .filteredOn(score -> score.where().slice().equals(island))
                .hasSize(11)
                .allMatch(score -> score.distance().absence().equals(Optional.of(Reason.NO_BASELINE)))
                .allMatch(score -> score.decision() == Decision.NOT_DECIDED);
        assertThat(find(scores, island, "f0").evidence().reference()).isZero();
        assertThat(find(scores, new Slice("site", "lakeside"), "f0").distance().absence())
                .hasValue(Reason.TOO_FEW_ROWS);
    }

    @Test
    void aFewRowsAreTooFewAndAddNothingToTheFamily() {
        WindowParts few = window(QUIET.subList(0, 9));
        assertThat(decision.decide(REFERENCE, few))
                .hasSize(210)
                .allMatch(score -> score.distance().absence().equals(Optional.of(Reason.TOO_FEW_ROWS)))
                .allMatch(score -> Double.isNaN(score.evidence().p()));
        assertThat(decision.distributions(REFERENCE, few)).isEmpty();

        List<SubjectScore> some = decision.decide(REFERENCE, window(QUIET.subList(0, 60)));
        long measured = some.stream()
                .filter(score -> score.distance().measured().isPresent())
                .count();
        assertThat(measured).isBetween(50L, 200L);
        assertThat(some).hasSize(210);
    }

    @Test
    void aWindowWithoutRowsSaysSo() {
        WindowParts empty = new WindowParts(
                Scope.version(SyntheticDays.VERSION), Window.day(DAY), new TreeMap<>(), new TreeMap<>());
        assertThat(decision.decide(REFERENCE, empty))
                .hasSize(210)
                .allMatch(score -> score.distance().absence().equals(Optional.of(Reason.TOO_FEW_ROWS)));
    }

    @Test
    void aDayOfTheBaselineIsNeverDecided() {
        WindowParts inside = SyntheticDays.window(
                SyntheticDays.FIRST.plusDays(2), QUIET, SyntheticDays.shiftAt("site", "valley", 9));
        assertThat(decision.decide(REFERENCE, inside))
                .hasSize(210)
                .allMatch(score -> score.distance().absence().equals(Optional.of(Reason.IN_BASELINE)));
    }

    @Test
    void anotherVersionsDayInTheBaselinesPeriodIsCompared() {
        WindowParts inside = SyntheticDays.window(SyntheticDays.FIRST.plusDays(2), QUIET);
        WindowParts other =
                new WindowParts(Scope.version("v2"), inside.window(), inside.distributions(), inside.labels());
        assertThat(find(decision.decide(REFERENCE, other), Slice.ALL, "f0").decision())
                .isEqualTo(Decision.NOT_DRIFTED);
    }

    @Test
    void aBaselineOfOneDayIsComparedWithCaution() {
        DriftReference oneDay = SyntheticDays.baseline(List.of(new SyntheticDays(3, 400).day(SyntheticDays.FIRST)));
        SubjectScore cautious = find(decision.decide(oneDay, window(QUIET)), Slice.ALL, "f0");
        assertThat(cautious.decision()).isEqualTo(Decision.NOT_DRIFTED);
        WindowParts shifted = SyntheticDays.window(DAY, QUIET, prediction -> SyntheticDays.shifted(prediction, 3));
        assertThat(find(decision.decide(oneDay, shifted), Slice.ALL, "f0").drifted())
                .isTrue();
    }

    @Test
    void aTruncatedSideIsComparedAtItsOwnFineness() {
        // 2,500 rows of one class and slice do not fit the 512 values that a slice's cell keeps.
        SyntheticDays busy = new SyntheticDays(5, 6_000);
        List<Prediction> day = busy.day(DAY);
        WindowParts quiet = window(day);
        assertThat(quiet.distributions().get(VALLEY).feature("f0").histogram().isExact())
                .isFalse();
        assertThat(REFERENCE
                        .find(VALLEY)
                        .orElseThrow()
                        .total()
                        .feature("f0")
                        .histogram()
                        .isExact())
                .isTrue();
        assertThat(decision.decide(REFERENCE, quiet)).noneMatch(SubjectScore::drifted);
        List<SubjectScore> shifted =
                decision.decide(REFERENCE, SyntheticDays.window(DAY, day, SyntheticDays.shiftAt("site", "valley", 2)));
        assertThat(find(shifted, VALLEY, "f0").drifted()).isTrue();
    }

    @Test
    void truncationHardlyMovesADistance() {
        SyntheticDays busy = new SyntheticDays(5, 6_000);
        List<Prediction> day = new ArrayList<>(busy.day(DAY));
        day.replaceAll(SyntheticDays.shiftAt("site", "valley", 1));
        WindowParts truncated = window(day);
        WindowParts exact = new WindowParts(
                truncated.scope(),
                truncated.window(),
                new TreeMap<>(SyntheticDays.parts(day, Resolutions.BASELINE)),
                new TreeMap<>());
        double coarse = find(decision.decide(REFERENCE, truncated), VALLEY, "f0")
                .distance()
                .number()
                .orElseThrow();
        double fine = find(decision.decide(REFERENCE, exact), VALLEY, "f0")
                .distance()
                .number()
                .orElseThrow();
        assertThat(coarse).isCloseTo(fine, within(0.02 * fine));
    }

    @Test
    void theSharesForDrawingAddUpOnBothSides() {
        List<DistributionBins> bins = decision.distributions(REFERENCE, window(QUIET));
        assertThat(bins).hasSize(210).allSatisfy(each -> {
            assertThat(each.referenceShares()).hasSameSizeAs(each.labels());
            assertThat(each.referenceShares().stream()
                            .mapToDouble(share -> share)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(each.windowShares().stream().mapToDouble(share -> share).sum())
                    .isCloseTo(1, within(1e-12));
        });
        assertThat(bins.get(0).labels()).hasSize(11).endsWith("missing");
        assertThat(bins.get(9).labels()).containsExactly("NORMAL", "PNEUMONIA", "other");
    }

    private List<SubjectScore> decide(UnaryOperator<Prediction> change) {
        return decision.decide(REFERENCE, SyntheticDays.window(DAY, QUIET, change));
    }

    private static WindowParts window(List<Prediction> predictions) {
        return SyntheticDays.window(DAY, predictions);
    }

    private static DriftReference baselineOf(UnaryOperator<Prediction> change) {
        SyntheticDays days = new SyntheticDays(2, 200);
        List<List<Prediction>> changed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            changed.add(days.day(SyntheticDays.FIRST.plusDays(i)).stream()
                    .map(change)
                    .toList());
        }
        return SyntheticDays.baseline(changed);
    }

    private static UnaryOperator<Prediction> setting(String feature, double value) {
        return prediction -> {
            Map<String, Double> features = new HashMap<>(prediction.features());
            features.put(feature, value);
            return SyntheticDays.with(prediction, features);
        };
    }

    private static UnaryOperator<Prediction> without(String feature) {
        return prediction -> {
            Map<String, Double> features = new HashMap<>(prediction.features());
            features.remove(feature);
            return SyntheticDays.with(prediction, features);
        };
    }

    /** Every so many rows get this class. */
    private static UnaryOperator<Prediction> answering(String name, int every) {
        int[] row = {0};
        return prediction -> new Prediction(
                prediction.modelVersion(),
                prediction.at(),
                prediction.status(),
                prediction.latency(),
                row[0]++ % every == 0
                        ? new Prediction.Answer(name, 0.9, prediction.answer().positiveScore())
                        : prediction.answer(),
                prediction.features(),
                prediction.attributes());
    }

    private static SubjectScore find(List<SubjectScore> scores, Slice slice, String subject) {
        return scores.stream()
                .filter(score ->
                        score.where().slice().equals(slice) && score.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
