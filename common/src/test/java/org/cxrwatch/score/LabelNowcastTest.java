package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;
import org.junit.jupiter.api.Test;

/**
 * A hospital of 100 rows a day whose days are all alike: 6, 30, 18, 6 labels at lags 0 to 3, nine of ten right; what
 * they say is worked by hand.
 */
class LabelNowcastTest {

    private static final long[] BY_LAG = {6, 30, 18, 6};
    private static final Slice FEW = new Slice("site", "few");

    private static final class Alike {
        private final List<LabelTriangle.Entry> entries = new ArrayList<>();
        private final List<DayCount> days = new ArrayList<>();
        private final List<LateLabels.Arrived> arrived = new ArrayList<>();

        Alike(int oldest) {
            for (int age = 0; age <= oldest; age++) {
                long labels = 0;
                for (int lag = 0; lag <= Math.min(age, 3); lag++) {
                    entries.add(new LabelTriangle.Entry(age, lag, BY_LAG[lag]));
                    arrived.add(new LateLabels.Arrived(age, lag, BY_LAG[lag], BY_LAG[lag] * 5 / 6));
                    labels += BY_LAG[lag];
                }
                days.add(new DayCount(Slice.ALL, age, 100, labels));
                days.add(new DayCount(FEW, age, 100, labels / 3));
            }
        }

        LabelArrivals arrivals() {
            LabelTriangle triangle = LabelTriangle.of(entries);
            return new LabelArrivals(new LabelMaturity(LabelMaturity.Policy.DEFAULT, triangle, days), triangle, days);
        }

        AccuracyBand band() {
            return new AccuracyBand(arrivals(), new LateLabels(LabelTriangle.of(entries), arrived));
        }
    }

    private static DayCount day(int age, long labels) {
        return new DayCount(Slice.ALL, age, 100, labels);
    }

    private static Score coverage(int oldest, DayCount day) {
        return new LabelNowcast(new Alike(oldest).arrivals()).finalCoverage(List.of(day));
    }

    @Test
    void aUsualDayIsExpectedToEndAsUsual() {
        Score.Measured found = coverage(20, day(1, 36)).measured().orElseThrow();
        // 64 rows without a label, each to get one with 0.6 × 0.4 / (1 − 0.36) = 0.375: 24 to come.
        assertThat(found.value()).isCloseTo(0.60, within(1e-9));
        assertThat(found.lower()).isBetween(0.45, 0.55);
        assertThat(found.upper()).isBetween(0.65, 0.75);
    }

    @Test
    void aDayWithFewerLabelsMayStillMakeUpForItOrNot() {
        Score.Measured found = coverage(20, day(1, 10)).measured().orElseThrow();
        // 90 × 0.375 = 33.75 to come if what is missing is lost, 50 if it only comes later.
        assertThat(found.lower()).isLessThan(0.4375);
        assertThat(found.upper()).isGreaterThan(0.60);
    }

    @Test
    void whenAllHaveComeNothingIsUncertain() {
        assertThat(coverage(20, day(9, 60))).isEqualTo(Score.of(0.6));
        assertThat(new Alike(20).band().of(List.of(day(9, 60)), 50)).isEqualTo(Score.of(50 / 60.0));
    }

    @Test
    void withoutWhatIsUsualThereIsAReason() {
        assertThat(coverage(6, day(1, 36)).absence()).contains(Reason.LABELS_IMMATURE);
        assertThat(coverage(20, new DayCount(Slice.ALL, 1, 0, 0)).absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(coverage(20, new DayCount(new Slice("site", "never"), 1, 50, 0))
                        .absence())
                .contains(Reason.NO_LABELS_YET);
    }

    @Test
    void aBandNeedsALabelAndWhatIsUsual() {
        AccuracyBand band = new Alike(20).band();
        assertThat(band.of(List.of(day(0, 0)), 0).absence()).contains(Reason.NO_LABELS_YET);
        assertThat(new Alike(6).band().of(List.of(day(0, 6)), 5).absence()).contains(Reason.LABELS_IMMATURE);
        assertThatThrownBy(() -> band.of(List.of(day(0, 6)), 7)).hasMessageContaining("Of 6 labels 7 cannot be right");
    }

    @Test
    void aBandNarrowsAsLabelsComeAndHoldsTheirAccuracy() {
        AccuracyBand band = new Alike(20).band();
        double before = 1;
        long labels = 0;
        for (int age = 0; age < 3; age++) {
            labels += BY_LAG[age];
            Score.Measured found = band.of(List.of(day(age, labels)), labels * 5 / 6)
                    .measured()
                    .orElseThrow();
            assertThat(found.value()).isCloseTo(5 / 6.0, within(0.05));
            assertThat(found.lower()).isLessThan(5 / 6.0);
            assertThat(found.upper()).isGreaterThan(5 / 6.0);
            assertThat(found.upper() - found.lower()).isLessThan(before);
            before = found.upper() - found.lower();
        }
    }

    @Test
    void aBandOfAllRightOrAllWrongStaysInsideWhatIsPossible() {
        AccuracyBand band = new Alike(20).band();
        Score.Measured right = band.of(List.of(day(1, 36)), 36).measured().orElseThrow();
        Score.Measured wrong = band.of(List.of(day(1, 36)), 0).measured().orElseThrow();
        assertThat(right.upper()).isEqualTo(1);
        assertThat(right.lower()).isBetween(0.8, 1.0);
        assertThat(wrong.lower()).isZero();
        assertThat(wrong.upper()).isBetween(0.0, 0.2);
    }

    @Test
    void daysOfOneWindowAddUp() {
        Score.Measured week = new LabelNowcast(new Alike(20).arrivals())
                .finalCoverage(List.of(day(0, 6), day(1, 36), day(2, 54), day(3, 60)))
                .measured()
                .orElseThrow();
        assertThat(week.value()).isCloseTo(0.60, within(1e-9));
        assertThat(new Alike(20).band().of(List.of(day(1, 36), day(9, 60)), 80).measured())
                .isPresent();
    }

    @Test
    void labelsBeforeTheirPredictionCountOnTheirDay() {
        // A lag is never below 0: what arrived first is paired with its prediction when that comes.
        Alike alike = new Alike(20);
        assertThat(alike.arrivals().usualAt(Slice.ALL, 0)).isCloseTo(0.06, within(1e-12));
        assertThat(alike.arrivals().usualAt(FEW, 0)).isCloseTo(0.02, within(1e-3));
    }

    @Test
    void daysWhoseLabelsWereNotSeenToArriveTeachNothingOfHowDaysDiffer() {
        Alike alike = new Alike(20);
        // A first load: 40 days older than the monitoring, with labels that nobody saw arrive.
        for (int age = 21; age < 28; age++) {
            alike.days.add(new DayCount(Slice.ALL, age, 100, 5));
        }
        assertThat(alike.arrivals().at(1).days()).isEqualTo(19);
        assertThat(alike.arrivals().after(1).spread().days()).isEqualTo(18);
    }

    @Test
    void fewerLabelsThanUsualAtTheirAgeAreFoundWhereTheyAreMissing() {
        Alike alike = new Alike(20);
        List<DayCount> tonight = List.of(day(0, 6), day(1, 36), day(2, 20), day(3, 60), new DayCount(FEW, 3, 100, 0));
        List<LabelShortage.Finding> findings = new LabelShortage(alike.arrivals(), 0.01).decide(tonight);

        assertThat(findings).hasSize(5);
        assertThat(findings.stream().filter(LabelShortage.Finding::isShort).map(LabelShortage.Finding::day))
                .containsExactly(tonight.get(2), tonight.get(4));
        assertThat(findings.get(2).expected()).isCloseTo(54, within(1e-9));
        assertThat(findings).allSatisfy(found -> assertThat(found.adjusted()).isBetween(found.p(), 1.0));
    }

    @Test
    void whereFewLabelsAreUsualOrNothingIsKnownNoneAreMissed() {
        assertThat(new LabelShortage(new Alike(6).arrivals(), 0.01).decide(List.of(day(3, 0))))
                .isEmpty();
        assertThat(new LabelShortage(new Alike(20).arrivals(), 0.01)
                        .decide(List.of(new DayCount(Slice.ALL, 0, 50, 0), new DayCount(Slice.ALL, 0, 0, 0))))
                .isEmpty();
        assertThatThrownBy(() -> new LabelShortage(new Alike(20).arrivals(), 0)).hasMessageContaining("rate");
    }

    @Test
    void aVersionWhoseLabelsStopIsFoundWithinTwoNights() {
        Alike alike = new Alike(20);
        LabelShortage shortage = new LabelShortage(alike.arrivals(), 0.01);
        assertThat(shortage.decide(List.of(day(0, 0), day(1, 6), day(2, 36), day(3, 54))))
                .anyMatch(LabelShortage.Finding::isShort);
    }
}
