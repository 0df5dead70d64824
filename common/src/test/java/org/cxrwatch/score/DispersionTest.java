package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.cxrwatch.score.Dispersion.BetweenDays;
import org.junit.jupiter.api.Test;

class DispersionTest {

    private static final DayRows WEEK = DayRows.of(Collections.nCopies(7, 100L));

    @Test
    void theStatisticOfTheDaysIsPearsons() {
        // scipy.stats.chi2_contingency([[30, 20], [25, 25], [45, 5]], correction=False), SciPy 1.17.1.
        BetweenDays between = BetweenDays.of(List.of(new long[] {30, 20}, new long[] {25, 25}, new long[] {45, 5}));
        assertThat(between.statistic()).isCloseTo(19.5, within(1e-12));
        assertThat(between.freedom()).isEqualTo(2);
    }

    @Test
    void daysWithoutRowsDoNotCount() {
        List<long[]> days = List.of(new long[] {30, 20}, new long[] {0, 0}, new long[] {25, 25}, new long[] {45, 5});
        assertThat(BetweenDays.of(days).freedom()).isEqualTo(2);
        assertThat(BetweenDays.of(days).statistic()).isCloseTo(19.5, within(1e-12));
    }

    @Test
    void oneDayOrOneBinTellsNothing() {
        BetweenDays nothing = new BetweenDays(0, 0);
        assertThat(BetweenDays.of(List.of(new long[] {30, 20}))).isEqualTo(nothing);
        assertThat(BetweenDays.of(List.of(new long[] {30, 0}, new long[] {30, 0})))
                .isEqualTo(nothing);
        assertThat(BetweenDays.of(List.of(new long[] {3, 2}, new long[] {2, 2})))
                .isEqualTo(nothing);
    }

    @Test
    void theFactorIsShrunkTowardsTheSlices() {
        // (18 · 2 + 6 · 5) / 24.
        assertThat(Dispersion.of(new BetweenDays(60, 12), 2, WEEK).factor()).isCloseTo(2.75, within(1e-12));
        assertThat(Dispersion.of(new BetweenDays(60, 12), 2, WEEK).days()).isEqualTo(6);
    }

    @Test
    void withoutAFactorOfItsOwnASubjectHasTheSlices() {
        assertThat(Dispersion.of(new BetweenDays(0, 0), 2, WEEK).factor()).isEqualTo(2);
    }

    @Test
    void daysThatLookMoreAlikeThanChanceCountAsChance() {
        assertThat(Dispersion.of(new BetweenDays(0, 12), 0.3, WEEK).factor()).isEqualTo(1);
    }

    @Test
    void whatIsKnownFromOneDayIsTakenWithCaution() {
        // 1 + 1.6 · √(2/20).
        Dispersion.Inflation inflation = Dispersion.unknown(100).forDaysOf(100);
        assertThat(inflation.factor()).isEqualTo(1);
        assertThat(inflation.upper()).isCloseTo(1.5059644, within(1e-7));
    }

    @Test
    void theMoreDaysTheNarrowerTheLimit() {
        assertThat(new Dispersion(2, 27, 100).forDaysOf(100).upper())
                .isLessThan(new Dispersion(2, 6, 100).forDaysOf(100).upper());
    }

    @Test
    void whatDaysAddGrowsWithTheirRowsAndChanceDoesNot() {
        // φ = 1 + ρ m with ρ = 0.01.
        Dispersion dispersion = new Dispersion(2, 6, 100);
        assertThat(dispersion.forDaysOf(100).factor()).isCloseTo(2, within(1e-12));
        assertThat(dispersion.forDaysOf(700).factor()).isCloseTo(8, within(1e-12));
        assertThat(dispersion.forDaysOf(10).factor()).isCloseTo(1.1, within(1e-12));
        assertThat(new Dispersion(1, 6, 100).forDaysOf(700).factor()).isEqualTo(1);
    }
}
