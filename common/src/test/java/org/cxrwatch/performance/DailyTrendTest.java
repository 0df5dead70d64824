package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DailyTrendTest {

    private static final int HOURS = 24;

    /** A case of the oracle: name, slope, p and the hours of seven days. */
    record Case(String name, double slope, double p, List<double[]> days) {

        static Case of(String line) {
            String[] words = line.split(" ", -1);
            double[] numbers = Arrays.stream(words)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            List<double[]> days = new ArrayList<>();
            for (int from = 2; from < numbers.length; from += HOURS) {
                days.add(Arrays.copyOfRange(numbers, from, from + HOURS));
            }
            return new Case(words[0], numbers[0], numbers[1], days);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> casesOfPymannkendall() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                DailyTrendTest.class.getResourceAsStream("/oracle/daily-trend.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(Case::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("casesOfPymannkendall")
    void slopeAndProbabilityAreThoseOfTheSeasonalKendallTest(Case expected) {
        DailyTrend trend = DailyTrend.find(expected.days()).orElseThrow();

        assertThat(trend.slope()).isCloseTo(expected.slope(), within(1e-9));
        assertThat(trend.p()).isCloseTo(expected.p(), within(1e-12));
        assertThat(trend.days()).isEqualTo(7);
    }

    @Test
    void aLeakIsDatedAtItsFirstRisingDayAndSaysWhenALimitIsReached() {
        DailyTrend trend = DailyTrend.find(days(5_200, 5_190, 5_205, 6_100, 7_000, 7_900, 8_800))
                .orElseThrow();

        assertThat(trend.risesFor()).hasValue(3);
        assertThat(trend.p()).isLessThan(0.01);
        assertThat(trend.last()).isEqualTo(8_800);
        assertThat(trend.gained().orElseThrow()).isGreaterThan(0.2);
        assertThat(trend.slope()).isLessThan(800);
        assertThat(trend.rate()).isEqualTo(900, within(5.0));
        assertThat(trend.daysTo(12_800).orElseThrow()).isCloseTo(4_000 / trend.rate(), within(1e-9));
        assertThat(trend.daysTo(8_000)).hasValue(0);
    }

    @Test
    void aLevelThatFallsOrStaysNeverReachesALimit() {
        assertThat(DailyTrend.find(days(9, 8, 7, 6, 5)).orElseThrow().daysTo(20))
                .isEmpty();
        DailyTrend flat = DailyTrend.find(days(7, 7, 7, 7, 7, 7, 7)).orElseThrow();
        assertThat(flat.p()).isEqualTo(1);
        assertThat(flat.slope()).isZero();
        assertThat(DailyTrend.find(days(0, 0, 0, 0, 0, 0, 0)).orElseThrow().gained())
                .isEmpty();
    }

    @Test
    void daysThatAreMissingKeepTheirDistance() {
        double nothing = Double.NaN;
        DailyTrend trend =
                DailyTrend.find(days(10, 10, 10, nothing, nothing, 40, 50)).orElseThrow();
        assertThat(trend.risesFor()).hasValue(1);
        assertThat(trend.days()).isEqualTo(5);
        assertThat(DailyTrend.find(days(1, nothing, 3, 4, nothing, 6, 7))
                        .orElseThrow()
                        .slope())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fourDaysAndDaysWithoutSamplesSayNothing() {
        assertThat(DailyTrend.find(days(1, 2, 3, 4))).isEmpty();
        double nothing = Double.NaN;
        assertThat(DailyTrend.find(days(1, 2, nothing, 3, nothing, nothing, 4))).isEmpty();
        assertThat(DailyTrend.find(days(1, 2, 3, 4, 5, 6, nothing))).isEmpty();
        assertThat(DailyTrend.find(days(1, 2, nothing, 3, 4, nothing, 5))
                        .orElseThrow()
                        .days())
                .isEqualTo(5);
    }

    @Test
    void onlyTheLastSevenDaysCount() {
        assertThat(DailyTrend.find(days(9, 9, 9, 1, 1, 1, 1, 1, 1, 1))
                        .orElseThrow()
                        .slope())
                .isZero();
    }

    /** Hours that resemble their neighbours (ρ = 0.95) and follow a daily rhythm: p ≤ 0.01 as rarely as it says. */
    @Test
    void whatOnlyWandersRisesRarely() {
        Random random = new Random(20260929);
        int repeats = 1_500;
        int rising = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            List<double[]> days = new ArrayList<>();
            double wander = 0;
            for (int day = 0; day < 7; day++) {
                double[] hours = new double[HOURS];
                for (int hour = 0; hour < HOURS; hour++) {
                    wander = 0.95 * wander + random.nextGaussian();
                    hours[hour] = 100 + 10 * Math.sin(hour / 4.0) + wander;
                }
                days.add(hours);
            }
            rising += DailyTrend.find(days).orElseThrow().p() <= 0.01 ? 1 : 0;
        }

        assertThat((double) rising / repeats).isLessThan(0.03);
    }

    private static List<double[]> days(double... levels) {
        return Arrays.stream(levels)
                .mapToObj(level -> {
                    double[] hours = new double[HOURS];
                    Arrays.fill(hours, level);
                    return hours;
                })
                .toList();
    }
}
