package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectedTrafficTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    // scipy.special.betainc(20 / (omega - 1), y + 1, 1 / omega) with omega = 1 + 1/3; SciPy 1.17.1.
    private static final double P_OF_0 = 3.189156292949119e-08;
    private static final double P_OF_5 = 0.0003346681927358164;
    private static final double P_OF_20 = 0.5597063243974962;

    /** Every hour of every day sees this many requests. */
    private static SortedMap<LocalDate, List<Long>> steady(int days, long requests) {
        SortedMap<LocalDate, List<Long>> counts = new TreeMap<>();
        FIRST.datesUntil(FIRST.plusDays(days)).forEach(day -> counts.put(day, Collections.nCopies(24, requests)));
        return counts;
    }

    private static void set(SortedMap<LocalDate, List<Long>> counts, LocalDate day, int hour, long requests) {
        List<Long> hours = new ArrayList<>(counts.get(day));
        hours.set(hour, requests);
        counts.put(day, hours);
    }

    @Test
    void theTailIsSciPysNegativeBinomial() {
        SortedMap<LocalDate, List<Long>> counts = steady(22, 20);
        LocalDate last = FIRST.plusDays(21);
        set(counts, last, 3, 0);
        set(counts, last, 4, 5);
        set(counts, last, 5, 20);
        ExpectedTraffic traffic = new ExpectedTraffic(counts);
        assertThat(traffic.find(last, 3).orElseThrow().mean()).isEqualTo(20);
        assertThat(traffic.find(last, 3).orElseThrow().weeks()).isEqualTo(3);
        assertThat(traffic.find(last, 3).orElseThrow().p()).isCloseTo(P_OF_0, within(1e-9 * P_OF_0));
        assertThat(traffic.find(last, 4).orElseThrow().p()).isCloseTo(P_OF_5, within(1e-9 * P_OF_5));
        assertThat(traffic.find(last, 5).orElseThrow().p()).isCloseTo(P_OF_20, within(1e-9));
    }

    @Test
    void twoWeeksMustBeKnown() {
        ExpectedTraffic traffic = new ExpectedTraffic(steady(15, 20));
        assertThat(traffic.find(FIRST.plusDays(13), 3)).isEmpty();
        assertThat(traffic.find(FIRST.plusDays(14), 3)).isPresent();
        assertThat(traffic.find(FIRST.plusDays(15), 3)).isEmpty();
    }

    @Test
    void hoursThatAreNearlyEmptyByNatureExpectNothing() {
        assertThat(new ExpectedTraffic(steady(22, 4)).find(FIRST.plusDays(21), 3))
                .isEmpty();
        assertThat(new ExpectedTraffic(steady(22, 5)).find(FIRST.plusDays(21), 3))
                .isPresent();
    }

    @Test
    void halfOfTheUsualIsNotTooFewHoweverUnlikely() {
        SortedMap<LocalDate, List<Long>> counts = steady(36, 1_000);
        set(counts, FIRST.plusDays(28), 3, 501);
        set(counts, FIRST.plusDays(28), 4, 500);
        ExpectedTraffic traffic = new ExpectedTraffic(counts);
        assertThat(traffic.find(FIRST.plusDays(28), 3).orElseThrow().p()).isLessThan(1e-10);
        assertThat(traffic.find(FIRST.plusDays(35), 3).orElseThrow().weeks()).isEqualTo(5);
        assertThat(traffic.find(FIRST.plusDays(35), 4).orElseThrow().weeks()).isEqualTo(4);
    }

    @Test
    void anHourThatWasTooFewIsNotUsualLater() {
        SortedMap<LocalDate, List<Long>> counts = steady(36, 30);
        set(counts, FIRST.plusDays(21), 9, 0);
        set(counts, FIRST.plusDays(28), 9, 0);
        ExpectedTraffic traffic = new ExpectedTraffic(counts);
        ExpectedTraffic.Expectation later = traffic.find(FIRST.plusDays(35), 9).orElseThrow();
        assertThat(later.mean()).isEqualTo(30);
        assertThat(later.weeks()).isEqualTo(3);
    }

    @Test
    void onlyTheLastEightWeeksCount() {
        SortedMap<LocalDate, List<Long>> counts = steady(71, 30);
        set(counts, FIRST, 9, 40);
        ExpectedTraffic.Expectation tenth =
                new ExpectedTraffic(counts).find(FIRST.plusDays(70), 9).orElseThrow();
        assertThat(tenth.weeks()).isEqualTo(8);
        assertThat(tenth.mean()).isEqualTo(30);
    }

    @Test
    void daysWithoutAnyRequestAreZerosAndTooFew() {
        SortedMap<LocalDate, List<Long>> counts = steady(29, 30);
        counts.remove(FIRST.plusDays(21));
        ExpectedTraffic traffic = new ExpectedTraffic(counts);
        ExpectedTraffic.Expectation later = traffic.find(FIRST.plusDays(28), 12).orElseThrow();
        assertThat(later.mean()).isEqualTo(30);
        assertThat(later.weeks()).isEqualTo(3);
    }

    @Test
    void hoursThatDifferMuchFromWeekToWeekMustFallFurther() {
        Random random = new Random(4);
        SortedMap<LocalDate, List<Long>> wild = new TreeMap<>();
        FIRST.datesUntil(FIRST.plusDays(35))
                .forEach(day -> wild.put(
                        day,
                        random.ints(24, 0, 2)
                                .mapToObj(high -> high == 0 ? 10L : 50L)
                                .toList()));
        ExpectedTraffic traffic = new ExpectedTraffic(wild);
        assertThat(IntStream.range(0, 7 * 24).mapToObj(hour -> traffic.find(FIRST.plusDays(28 + hour / 24), hour % 24)))
                .allSatisfy(usual -> assertThat(usual.orElseThrow().weeks()).isEqualTo(4));
    }

    @Test
    void nothingKnownExpectsNothing() {
        ExpectedTraffic nothing = new ExpectedTraffic(new TreeMap<>());
        assertThat(nothing.find(FIRST, 3)).isEmpty();
    }

    @Test
    void aDayHas24Hours() {
        SortedMap<LocalDate, List<Long>> counts = new TreeMap<>();
        counts.put(FIRST, List.of(1L, 2L));
        assertThatThrownBy(() -> new ExpectedTraffic(counts)).hasMessageContaining("2026-03-02 has 2");
    }

    @Test
    void hoursAreInTheOrderOfTime() {
        ExpectedTraffic.Hour hour = new ExpectedTraffic.Hour(FIRST, 5);
        assertThat(hour).isLessThan(new ExpectedTraffic.Hour(FIRST, 6));
        assertThat(hour).isLessThan(new ExpectedTraffic.Hour(FIRST.plusDays(1), 0));
    }
}
