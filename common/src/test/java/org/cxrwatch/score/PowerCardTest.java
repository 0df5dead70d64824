package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerCardTest {

    private static final Slice VALLEY = new Slice("site", "valley");
    private static final DriftPolicy POLICY = DriftPolicy.DEFAULT;
    private static final SyntheticDays HOSPITAL = new SyntheticDays(11, 400);
    private static final PowerCard CARD = new PowerCard(POLICY, "PNEUMONIA", 30);
    private static DriftReference reference;
    private static List<PowerCard.Line> lines;

    @BeforeAll
    static void makeTheCard() {
        reference = HOSPITAL.baseline();
        lines = CARD.of(reference, Map.of());
    }

    private static PowerCard.Line line(Slice slice) {
        return lines.stream()
                .filter(each -> each.slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    /** The least shift of the card, made to happen to one feature of one site on 60 nights of the same hospital. */
    @Test
    void theLeastShiftIsDecidedOnAboutNineNightsInTen() {
        double least = leastOfValley();
        // 0.9 ± 3 standard deviations of 60 nights; nights of which more than one slice shows have a larger chance.
        assertThat(found(least)).isBetween(0.78, 1.0);
        assertThat(found(least / 2)).isLessThan(0.5);
    }

    private static double leastOfValley() {
        return line(VALLEY).changes().get(0).means().get("f0").least().orElseThrow();
    }

    /** On which share of nights a shift of one feature at one site is decided. */
    private static double found(double shift) {
        DriftDecision decision = new DriftDecision(POLICY);
        int nights = 60;
        int found = 0;
        for (int night = 0; night < nights; night++) {
            LocalDate day = SyntheticDays.FIRST.plusDays(SyntheticDays.BASELINE_DAYS + night);
            WindowParts window = SyntheticDays.window(day, HOSPITAL.day(day), each -> shifted(each, shift));
            found += decision.decide(reference, window).stream()
                            .anyMatch(score -> score.drifted()
                                    && score.where().slice().equals(VALLEY)
                                    && score.subject().equals("f0"))
                    ? 1
                    : 0;
        }
        return (double) found / nights;
    }

    private static Prediction shifted(Prediction prediction, double by) {
        if (!"valley".equals(prediction.attributes().get("site"))) {
            return prediction;
        }
        Map<String, Double> features = new HashMap<>(prediction.features());
        features.merge("f0", by, Double::sum);
        return SyntheticDays.with(prediction, features);
    }

    @Test
    void moreRowsAndMoreNightsShowSmallerChanges() {
        assertThat(line(Slice.ALL).changes().get(0).medianShift().orElseThrow())
                .isLessThan(line(VALLEY).changes().get(0).medianShift().orElseThrow());
        assertThat(line(VALLEY).changes()).extracting(PowerCard.Changes::nights).containsExactly(1, 7, 28);
        assertThat(line(VALLEY).changes())
                .extracting(changes -> -changes.medianShift().orElseThrow())
                .isSorted();
        assertThat(line(VALLEY).changes())
                .extracting(changes -> -changes.share().orElseThrow())
                .isSorted();
        assertThat(line(Slice.ALL).rows()).isBetween(380.0, 420.0);
    }

    /** One wild value makes the deviation a hundred thousand times as large, and the least shift hardly larger. */
    @Test
    void oneWildValueInTheBaselineHardlyChangesTheLeastShift() {
        SyntheticDays hospital = new SyntheticDays(12, 400);
        List<List<Prediction>> days = new ArrayList<>();
        for (int day = 0; day < SyntheticDays.BASELINE_DAYS; day++) {
            days.add(new ArrayList<>(hospital.day(SyntheticDays.FIRST.plusDays(day))));
        }
        PowerCard.Shift plain = leastOfAll(days);
        Map<String, Double> wild = new HashMap<>(days.get(0).get(0).features());
        wild.put("f0", 1e6);
        days.get(0).set(0, SyntheticDays.with(days.get(0).get(0), wild));
        PowerCard.Shift spoilt = leastOfAll(days);

        assertThat(spoilt.deviation()).isGreaterThan(10_000);
        assertThat(spoilt.least().orElseThrow()).isCloseTo(plain.least().orElseThrow(), within(0.05));
    }

    private static PowerCard.Shift leastOfAll(List<List<Prediction>> days) {
        return CARD.of(SyntheticDays.baseline(days), Map.of())
                .get(0)
                .changes()
                .get(0)
                .means()
                .get("f0");
    }

    /** Its share can only grow. */
    @Test
    void ofAClassThatTheBaselineNeverPredictedTheFirstAnswersAreTold() {
        List<PowerCard.Line> never = new PowerCard(POLICY, "TUBERCULOSIS", 30).of(reference, Map.of());

        assertThat(never.get(0).slice()).isEqualTo(Slice.ALL);
        assertThat(never.get(0).changes().get(0).share().orElseThrow()).isBetween(0.01, 0.15);
    }

    @Test
    void withoutLabelsNothingIsSaidOfAccuracy() {
        assertThat(line(Slice.ALL).accuracy()).isEmpty();
        assertThat(line(Slice.ALL).changes())
                .allSatisfy(changes -> assertThat(changes.accuracy()).isEmpty());
    }

    /** 209 labels in seven days are 30 a night, as many as are asked for; of fifty a week only weeks have so many. */
    @Test
    void theFamilyIsWhateverHasTheLabelsInSoManyNights() {
        AccuracyCount labels = new AccuracyCount(190, 209);
        List<PowerCard.Line> labelled = CARD.of(
                reference,
                Map.of(
                        Slice.ALL,
                        ConceptDecisionTest.labels(2_000, 1_800),
                        VALLEY,
                        ConceptDecisionTest.labels(209, 190),
                        new Slice("site", "north"),
                        ConceptDecisionTest.labels(50, 45)));

        List<OptionalDouble> falls = labelled.stream()
                .filter(line -> line.slice().equals(VALLEY))
                .flatMap(line -> line.changes().stream())
                .map(PowerCard.Changes::accuracy)
                .toList();
        assertThat(falls)
                .containsExactly(
                        CARD.fall(labels, 30, POLICY.conceptRate() / 2),
                        CARD.fall(labels, 209, POLICY.conceptRate() / 3),
                        CARD.fall(labels, 836, POLICY.conceptRate() / 3))
                .allSatisfy(fall -> assertThat(fall).isPresent());
    }

    /** SciPy 1.17.1: the largest count whose fisher_exact is at most the level, then brentq on binom.cdf. */
    @ParameterizedTest
    @CsvSource({
        "540, 600, 100, 0.002, 0.17144049622113444",
        "540, 600, 35, 0.002, 0.3056067459582612",
        "900, 1000, 2000, 0.0001, 0.10171638094554647"
    })
    void theLeastFallOfAccuracyIsExact(long right, long before, long labelled, double level, double fall) {
        assertThat(CARD.fall(new AccuracyCount(right, before), labelled, level).orElseThrow())
                .isCloseTo(fall, within(1e-9));
    }

    @Test
    void tooFewLabelsAndABaselineThatWasNeverRightShowNoFall() {
        assertThat(CARD.fall(new AccuracyCount(540, 600), 29, 0.002)).isEqualTo(OptionalDouble.empty());
        assertThat(CARD.fall(new AccuracyCount(0, 600), 100, 0.002)).isEmpty();
        assertThat(CARD.fall(new AccuracyCount(60, 600), 30, 1e-9)).isEmpty();
    }
}
