package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispersionTest {

    private static final DayRows WEEK = DayRows.of(Collections.nCopies(7, 100L));

    @Test
    void theStatisticOfTheDaysIsPearsons() {
        // scipy.stats.chi2_contingency([[30, 20], [25, 25], [45, 5]], correction=False), SciPy 1.17.1.
        SplitStatistic between =
                Dispersion.between(List.of(new long[] {30, 20}, new long[] {25, 25}, new long[] {45, 5}));
        assertThat(between.whole()).isCloseTo(19.5, within(1e-12));
        assertThat(between.freedom()).isEqualTo(2);
    }

    @Test
    void ofTwoBinsAllIsLocation() {
        SplitStatistic between = Dispersion.between(List.of(new long[] {30, 20}, new long[] {25, 25}));
        assertThat(between.leading()).isCloseTo(between.whole(), within(1e-12));
        assertThat(between.leadingFreedom()).isEqualTo(1);
        assertThat(between.restFreedom()).isZero();
    }

    @Test
    void daysThatShiftDifferInLocationAndSpreadAlone() {
        // Seven days of four bins, of which location takes 6 degrees of freedom, spread 6 and the rest 6.
        List<long[]> days = IntStream.range(0, 7)
                .mapToObj(day -> new long[] {40 + 5L * day, 40, 40, 70 - 5L * day})
                .toList();
        SplitStatistic between = Dispersion.between(days);
        assertThat(between.freedom()).isEqualTo(18);
        assertThat(between.leadingFreedom()).isEqualTo(12);
        assertThat(between.leading()).isBetween(0.9 * between.whole(), between.whole());
    }

    @Test
    void daysWithoutRowsDoNotCount() {
        List<long[]> days = List.of(new long[] {30, 20}, new long[] {0, 0}, new long[] {25, 25}, new long[] {45, 5});
        assertThat(Dispersion.between(days).freedom()).isEqualTo(2);
        assertThat(Dispersion.between(days).whole()).isCloseTo(19.5, within(1e-12));
    }

    @Test
    void oneDayOrOneBinTellsNothing() {
        assertThat(Dispersion.between(List.of(new long[] {30, 20}))).isEqualTo(SplitStatistic.NONE);
        assertThat(Dispersion.between(List.of(new long[] {30, 0}, new long[] {30, 0})))
                .isEqualTo(SplitStatistic.NONE);
        assertThat(Dispersion.between(List.of(new long[] {3, 2}, new long[] {2, 2})))
                .isEqualTo(SplitStatistic.NONE);
    }

    @Test
    void theFactorsAreShrunkTowardsTheSlices() {
        // (18 · 2 + 6 · 5) / 24, (18 · 3 + 6 · 9) / 24 and (18 · 1.5 + 6 · 24 / 8) / 24.
        SplitStatistic own = new SplitStatistic(60, 12, 36, 4);
        Dispersion dispersion = Dispersion.of(own, new Dispersion.Factors(2, 3, 1.5), WEEK);
        assertThat(dispersion.factors().whole()).isCloseTo(2.75, within(1e-12));
        assertThat(dispersion.factors().leading()).isCloseTo(4.5, within(1e-12));
        assertThat(dispersion.factors().rest()).isCloseTo(1.875, within(1e-12));
        assertThat(dispersion.days()).isEqualTo(6);
    }

    @Test
    void withoutFactorsOfItsOwnASubjectHasTheSlices() {
        Dispersion.Factors ofSlice = new Dispersion.Factors(2, 3, 1.5);
        assertThat(Dispersion.of(SplitStatistic.NONE, ofSlice, WEEK).factors()).isEqualTo(ofSlice);
    }

    @Test
    void daysThatLookMoreAlikeThanChanceCountAsChance() {
        Dispersion.Factors alike = new Dispersion.Factors(0.3, 0.2, 0.4);
        assertThat(Dispersion.of(new SplitStatistic(0, 12, 0, 4), alike, WEEK).factors())
                .isEqualTo(Dispersion.Factors.CHANCE);
    }

    @Test
    void whatIsKnownFromOneDayIsTakenWithCaution() {
        // 1 + 1.6 · √(2/20), √(2/8), √(2/12).
        Dispersion.Inflations inflations = Dispersion.unknown(100).forDaysOf(100);
        assertThat(inflations.whole().factor()).isEqualTo(1);
        assertThat(inflations.whole().upper()).isCloseTo(1.5059644, within(1e-7));
        assertThat(inflations.leading().upper()).isCloseTo(1.8, within(1e-12));
        assertThat(inflations.rest().upper()).isCloseTo(1.6531973, within(1e-7));
    }

    @Test
    void theMoreDaysTheNarrowerTheLimit() {
        assertThat(dispersion(2, 27).forDaysOf(100).leading().upper())
                .isLessThan(dispersion(2, 6).forDaysOf(100).leading().upper());
    }

    @Test
    void whatDaysAddGrowsWithTheirRowsAndChanceDoesNot() {
        // φ = 1 + ρ m with ρ = 0.01.
        Dispersion dispersion = dispersion(2, 6);
        assertThat(dispersion.forDaysOf(100).leading().factor()).isCloseTo(2, within(1e-12));
        assertThat(dispersion.forDaysOf(700).leading().factor()).isCloseTo(8, within(1e-12));
        assertThat(dispersion.forDaysOf(10).rest().factor()).isCloseTo(1.1, within(1e-12));
        assertThat(dispersion(1, 6).forDaysOf(700).whole().factor()).isEqualTo(1);
    }

    private static Dispersion dispersion(double factor, int days) {
        return new Dispersion(new Dispersion.Factors(factor, factor, factor), days, 100);
    }
}
