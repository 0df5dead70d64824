package org.cxrwatch.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cxrwatch.score.OracleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgainstDaysTest {

    private static final int WORLDS = 40_000;

    @Test
    void theProbabilityIsSciPys() {
        for (OracleTable.Line line : OracleTable.read("multivariate-against-days.csv")) {
            double[] values = line.numbers("values");
            double[] variances = line.numbers("variances");
            List<DayValue> days = IntStream.range(0, values.length)
                    .mapToObj(i -> new DayValue(values[i], variances[i], 100))
                    .toList();
            AgainstDays against = AgainstDays.of(
                    days, new DayValue(line.number("value"), line.number("variance"), 100), line.number("one_day"));

            assertThat(against.mean()).isCloseTo(line.number("mean"), within(1e-12));
            assertThat(against.standardError()).isCloseTo(line.number("standard_error"), within(1e-12));
            assertThat(against.freedom()).isCloseTo(line.number("freedom"), within(1e-9 * line.number("freedom")));
            assertThat(against.statistic()).isCloseTo(line.number("t"), within(1e-9));
            assertThat(against.p(AgainstDays.Side.valueOf(line.text("side"))))
                    .as("%s", line)
                    .isCloseTo(line.number("p"), within(1e-9 * line.number("p")));
        }
    }

    /**
     * Days and the window are drawn alike: a shift of the day, and the error of its rows. What is promised at 1 % happens
     * on 1 % of 40,000 windows or less, whatever the share of the two and the size of the window; and on not much less
     * where it can be exact.
     */
    @ParameterizedTest
    @CsvSource({
        "7, 1, 1, 1, 0.008",
        "7, 1, 0, 1, 0.008",
        "7, 1, 3, 1, 0.008",
        "3, 1, 1, 1, 0.008",
        "28, 1, 1, 1, 0.008",
        "7, 0.25, 1, 1, 0.008",
        "7, 4, 1, 1, 0",
        "7, 7, 1, 7, 0.008",
        "2, 0.25, 0.5, 1, 0"
    })
    void whatIsPromisedHolds(int days, double size, double shift, int windowDays, double atLeast) {
        SplittableRandom random = new SplittableRandom(days + (long) (10 * size));
        int alarms = 0;
        for (int world = 0; world < WORLDS; world++) {
            List<DayValue> values = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                values.add(new DayValue(shift * random.nextGaussian() + random.nextGaussian(), 1, 100));
            }
            double moved = IntStream.range(0, windowDays)
                            .mapToDouble(day -> shift * random.nextGaussian())
                            .sum()
                    / windowDays;
            DayValue window = new DayValue(moved + random.nextGaussian() / Math.sqrt(size), 1 / size, 100);
            alarms += AgainstDays.of(values, window, 1.0 / windowDays).p(AgainstDays.Side.BOTH) <= 0.01 ? 1 : 0;
        }

        double error = 4 * Math.sqrt(0.01 * 0.99 / WORLDS);
        assertThat((double) alarms / WORLDS).isBetween(atLeast, 0.01 + error);
    }

    @Test
    void theBandEndsWhereTheProbabilityIsTheLevel() {
        List<DayValue> days = List.of(new DayValue(1, 0.01, 9), new DayValue(1.3, 0.01, 9), new DayValue(1.1, 0.01, 9));
        AgainstDays any = AgainstDays.of(days, new DayValue(2, 0.01, 9), 1);

        for (AgainstDays.Side side : AgainstDays.Side.values()) {
            AgainstDays there = AgainstDays.of(days, new DayValue(any.upper(side, 0.005), 0.01, 9), 1);
            assertThat(there.p(side)).isCloseTo(0.005, within(1e-9));
        }
        assertThat(any.lower(AgainstDays.Side.BOTH, 0.005) + any.upper(AgainstDays.Side.BOTH, 0.005))
                .isCloseTo(2 * any.mean(), within(1e-12));
        assertThat(any.lower(AgainstDays.Side.ABOVE, 0.005)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whereNothingVariesNothingIsTold() {
        DayValue still = new DayValue(0.5, 0, 40);

        AgainstDays against = AgainstDays.of(List.of(still, still, still), new DayValue(0.7, 0, 40), 1);

        assertThat(against.isTold()).isFalse();
        assertThat(against.p(AgainstDays.Side.BOTH)).isEqualTo(1);
        assertThat(against.upper(AgainstDays.Side.BOTH, 0.01)).isEqualTo(0.5);
    }

    @Test
    void aMeanKnowsItsError() {
        DayValue mean = DayValue.mean(new double[] {1, 2, 3, 6});

        assertThat(mean.value()).isEqualTo(3);
        assertThat(mean.variance()).isCloseTo(14.0 / 3 / 4, within(1e-15));
        assertThat(mean.n()).isEqualTo(4);
    }

    @Test
    void oneDayDoesNotTellHowMuchDaysDiffer() {
        DayValue day = new DayValue(0.5, 0.01, 40);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgainstDays.of(List.of(day), day, 1))
                .withMessageContaining("two days or more");
        assertThatIllegalArgumentException().isThrownBy(() -> AgainstDays.of(List.of(day, day), day, 0));
    }
}
