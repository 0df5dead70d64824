package org.cxrwatch.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShareChartTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 8);
    private static final CusumDesign DESIGN = new CusumDesign(0.5, 5);
    private static final List<ShareDay> BASELINE =
            days(FIRST.minusDays(7), 45, 50, 46, 50, 44, 50, 45, 50, 46, 50, 44, 50, 45, 50);

    static Stream<OracleFile.Block> chartsOfSciPy() {
        return OracleFile.read("sequential.txt").blocks("chart").stream();
    }

    @ParameterizedTest
    @MethodSource("chartsOfSciPy")
    void everyDayIsWhereSciPyPutsIt(OracleFile.Block block) {
        CusumDesign design = new CusumDesign(
                block.number("k").orElseThrow(), block.number("h").orElseThrow());
        List<ShareDay> days = days(FIRST, block.numbers("days"));

        List<ChartDay> chart = new ShareChart(
                        design, AfterAlarm.LASTS, 28, block.number("family").orElseThrow())
                .follow(days(FIRST.minusDays(7), block.numbers("baseline")), days)
                .days();

        String[] states = block.lines().get("state").split(" ", -1);
        for (int i = 0; i < days.size(); i++) {
            ChartDay day = chart.get(i);
            assertThat(day.score().number().orElseThrow()).isCloseTo(block.numbers("z")[i], within(1e-7));
            assertThat(day.low()).isCloseTo(block.numbers("low")[i], within(1e-6));
            assertThat(day.high()).isCloseTo(block.numbers("high")[i], within(1e-6));
            assertThat(day.state()).hasToString(states[i]);
            assertThat(day.since().map(since -> (int) (since.toEpochDay() - FIRST.toEpochDay())))
                    .isEqualTo(
                            block.numbers("since")[i] < 0
                                    ? Optional.empty()
                                    : Optional.of((int) block.numbers("since")[i]));
        }
    }

    @Test
    void aFallIsDatedWhereItBeganAndItsDaysAreNotLearnt() {
        List<ShareDay> days = new ArrayList<>(days(FIRST, 45, 50, 44, 50, 46, 50));
        days.addAll(days(FIRST.plusDays(3), 34, 50, 33, 50, 35, 50, 33, 50, 34, 50));

        ShareChart.Followed followed = chart(AfterAlarm.LASTS).follow(BASELINE, days);

        ChartDay last = followed.days().get(7);
        assertThat(last.state()).isEqualTo(ChartState.FELL);
        assertThat(last.since()).contains(FIRST.plusDays(3));
        assertThat(followed.known().days()).isEqualTo(10);
        assertThat(followed.known().share()).isCloseTo(0.9, within(0.01));
    }

    @Test
    void aDayThatCannotBeIsAnAlarmByItself() {
        assertThat(chart(AfterAlarm.LASTS)
                        .follow(BASELINE, days(FIRST, 5, 50))
                        .days()
                        .get(0)
                        .state())
                .isEqualTo(ChartState.FELL);
    }

    @Test
    void anAlarmThatLastsIsOverWhenTheSumIsBackAtZero() {
        List<ShareDay> days = new ArrayList<>(days(FIRST, 33, 50, 34, 50, 33, 50));
        IntStream.range(3, 25).forEach(i -> days.add(new ShareDay(FIRST.plusDays(i), 46, 50)));

        List<ChartDay> chart = chart(AfterAlarm.LASTS).follow(BASELINE, days).days();

        assertThat(chart.get(2).state()).isEqualTo(ChartState.FELL);
        assertThat(chart.get(4).state()).isEqualTo(ChartState.FELL);
        assertThat(chart.get(24).state()).isEqualTo(ChartState.IN_CONTROL);
        assertThat(chart).allSatisfy(day -> assertThat(day.low()).isLessThanOrEqualTo(DESIGN.h()));
    }

    @Test
    void aChartThatBeginsAgainTellsWhatLastsOnceMore() {
        List<ShareDay> days = IntStream.range(0, 12)
                .mapToObj(i -> new ShareDay(FIRST.plusDays(i), 33, 50))
                .toList();

        List<ChartDay> chart =
                chart(AfterAlarm.BEGINS_AGAIN).follow(BASELINE, days).days();
        List<LocalDate> alarms = chart.stream()
                .filter(day -> day.state().isAlarm())
                .map(day -> day.share().day())
                .toList();

        assertThat(alarms).hasSizeGreaterThan(1);
        assertThat(chart.stream().filter(day -> day.state().isAlarm()))
                .first()
                .extracting(day -> day.since().orElseThrow())
                .isEqualTo(FIRST);
    }

    @Test
    void aRiseIsToldAsARise() {
        List<ShareDay> days = IntStream.range(0, 8)
                .mapToObj(i -> new ShareDay(FIRST.plusDays(i), 50, 50))
                .toList();
        assertThat(chart(AfterAlarm.LASTS).follow(BASELINE, days).days().get(7).state())
                .isEqualTo(ChartState.ROSE);
    }

    @Test
    void aDayWithoutRowsLeavesTheSumsAsTheyWere() {
        List<ChartDay> chart = chart(AfterAlarm.LASTS)
                .follow(BASELINE, days(FIRST, 40, 50, 0, 0, 46, 50))
                .days();

        assertThat(chart.get(1).state()).isEqualTo(ChartState.NOT_CHARTED);
        assertThat(chart.get(1).score().absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(chart.get(1).low()).isEqualTo(chart.get(0).low()).isPositive();
        assertThat(chart.get(2).inControl()).isEqualTo(8);
    }

    @Test
    void aBaselineWithoutLabelsIsReplacedByTheFirstDaysThatHaveSome() {
        List<ChartDay> chart = chart(AfterAlarm.LASTS)
                .follow(List.of(), days(FIRST, 45, 50, 46, 50, 44, 50, 45, 50))
                .days();

        assertThat(chart.subList(0, 3))
                .allSatisfy(day -> assertThat(day.state()).isEqualTo(ChartState.NOT_CHARTED));
        assertThat(chart.get(3).state()).isEqualTo(ChartState.IN_CONTROL);
    }

    @Test
    void daysThatWereAlwaysRightMakeOneWrongAnswerNoCertainty() {
        List<ShareDay> always = Collections.nCopies(28, new ShareDay(FIRST, 50, 50));

        List<ChartDay> chart = chart(AfterAlarm.LASTS)
                .follow(always, days(FIRST, 49, 50, 40, 50))
                .days();

        assertThat(chart.get(0).state()).isEqualTo(ChartState.IN_CONTROL);
        assertThat(chart.get(0).score().number().orElseThrow()).isBetween(-3.5, -1.5);
        assertThat(chart.get(1).state()).isEqualTo(ChartState.FELL);
    }

    @Test
    void itDecidesFromTheDayOnWhichEnoughDaysWereInControl() {
        List<ShareDay> days = IntStream.range(0, 25)
                .mapToObj(i -> new ShareDay(FIRST.plusDays(i), 45, 50))
                .toList();
        List<ChartDay> chart = chart(AfterAlarm.LASTS).follow(BASELINE, days).days();

        assertThat(chart.get(20).decides()).isFalse();
        assertThat(chart.get(21).decides()).isTrue();
    }

    @Test
    void daysOfTheChangeItselfDoNotMakeItDecide() {
        List<ShareDay> days = IntStream.range(0, 28)
                .mapToObj(i -> new ShareDay(FIRST.plusDays(i), i < 19 ? 45 : 42, 50))
                .toList();
        List<ChartDay> chart = chart(AfterAlarm.LASTS).follow(BASELINE, days).days();

        List<ChartDay> alarm =
                chart.stream().filter(day -> day.state().isAlarm()).toList();
        assertThat(alarm.get(0).share().day()).isAfterOrEqualTo(FIRST.plusDays(22));
        assertThat(alarm.get(0).since().orElseThrow()).isBefore(FIRST.plusDays(21));
        assertThat(alarm).allSatisfy(day -> {
            assertThat(day.inControl()).isEqualTo(alarm.get(0).inControl()).isLessThan(28);
            assertThat(day.decides()).isFalse();
        });
    }

    @Test
    void daysThatDifferMoreAreLessSurprising() {
        List<ShareDay> wild =
                days(FIRST.minusDays(7), 140, 200, 190, 200, 150, 200, 195, 200, 160, 200, 180, 200, 150, 200);
        List<ShareDay> alike =
                days(FIRST.minusDays(7), 166, 200, 167, 200, 166, 200, 166, 200, 167, 200, 166, 200, 167, 200);
        ShareDay day = new ShareDay(FIRST, 140, 200);

        double among = DayScore.of(ReferenceDays.of(wild), 0.02, day);
        double against = DayScore.of(ReferenceDays.of(alike), 0, day);

        assertThat(among).isBetween(-1.6, 0.0);
        assertThat(against).isLessThan(-3);
    }

    @Test
    void moreHitsThanRowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShareDay(FIRST, 3, 2))
                .withMessageContaining("3 of 2");
    }

    private static ShareChart chart(AfterAlarm afterAlarm) {
        return new ShareChart(DESIGN, afterAlarm, 28, 0);
    }

    static List<ShareDay> days(LocalDate first, double... hitsAndRows) {
        return IntStream.range(0, hitsAndRows.length / 2)
                .mapToObj(
                        i -> new ShareDay(first.plusDays(i), (long) hitsAndRows[2 * i], (long) hitsAndRows[2 * i + 1]))
                .toList();
    }
}
