package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnsetPosteriorTest {

    private static final double[] REFERENCE = {140, 140, 140, 140};

    static Stream<OracleTable.Line> casesOfSciPy() {
        return OracleTable.read("onset.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("casesOfSciPy")
    void sumsOverAllWaysToPartTheDays(OracleTable.Line line) {
        OnsetPosterior posterior =
                OnsetPosterior.of(rows(line.text("reference")).get(0), rows(line.text("days")), line.number("factor"));

        double[] expected = numbers(line.text("posterior"));
        assertThat(posterior.probabilities()).hasSameSizeAs(expected);
        for (int day = 0; day < expected.length; day++) {
            assertThat(posterior.probabilities()[day]).isCloseTo(expected[day], within(1e-9));
        }
    }

    @Test
    void namesTheShortestRunOfDaysThatHoldsTheBeginning() {
        assertThat(new OnsetPosterior(0.01, 0.02, 0.9, 0.06, 0.01).interval()).containsExactly(2, 3);
        assertThat(new OnsetPosterior(0.4, 0.02, 0.58).interval()).containsExactly(0, 2);
        assertThat(new OnsetPosterior(0, 0, 1).interval()).containsExactly(2, 2);
        assertThat(new OnsetPosterior(0.5, 0.5).mode()).isEqualTo(1);
    }

    @Test
    void holdsTheTrueDayInItsInterval() {
        Random random = new Random(20260901);
        int repeats = 400;
        int covered = 0;
        int exact = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            int onset = 5 + random.nextInt(20);
            List<double[]> days = new ArrayList<>();
            for (int day = 0; day < 26; day++) {
                double extra = day >= onset ? 0.25 : 0;
                days.add(draw(random, 40, extra));
            }
            OnsetPosterior posterior = OnsetPosterior.of(REFERENCE, days, 1);
            int[] interval = posterior.interval();
            covered += interval[0] <= onset && onset <= interval[1] ? 1 : 0;
            exact += posterior.mode() == onset ? 1 : 0;
        }

        assertThat((double) covered / repeats).isBetween(0.93, 0.995);
        assertThat((double) exact / repeats).isGreaterThan(0.6);
    }

    @Test
    void isNotMisledByAnotherChangeThatIsOver() {
        List<double[]> days = new ArrayList<>();
        IntStream.range(0, 8).forEach(day -> days.add(new double[] {10, 10, 10, 10}));
        IntStream.range(0, 5).forEach(day -> days.add(new double[] {30, 6, 2, 2}));
        IntStream.range(0, 4).forEach(day -> days.add(new double[] {10, 11, 9, 10}));
        days.add(new double[] {2, 4, 24, 10});

        OnsetPosterior posterior = OnsetPosterior.of(REFERENCE, days, 1);

        assertThat(posterior.mode()).isEqualTo(17);
        assertThat(posterior.interval()).containsExactly(17, 17);
    }

    @Test
    void goesBackToTheFootOfARamp() {
        List<double[]> days = new ArrayList<>();
        IntStream.range(0, 10).forEach(day -> days.add(new double[] {25, 25, 25, 25}));
        IntStream.range(0, 10).forEach(day -> days.add(new double[] {30 + 6 * day, 25, 25, Math.max(0, 20 - 2 * day)}));

        int[] interval = OnsetPosterior.of(REFERENCE, days, 1)
                .without(new LeadIns(REFERENCE, days, 1))
                .interval();

        assertThat(interval[0]).isBetween(9, 12);
        assertThat(interval[1]).isLessThanOrEqualTo(14);
    }

    @Test
    void doesNotTakeASmallEarlierChangeForTheBeginning() {
        List<double[]> days = new ArrayList<>();
        IntStream.range(0, 10).forEach(day -> days.add(new double[] {100, 100, 100, 100}));
        IntStream.range(0, 5).forEach(day -> days.add(new double[] {112, 96, 96, 96}));
        days.add(new double[] {145, 85, 85, 85});
        OnsetPosterior whole = OnsetPosterior.of(REFERENCE, days, 1);

        OnsetPosterior without = whole.without(new LeadIns(REFERENCE, days, 1));

        assertThat(whole.mode()).isEqualTo(15);
        assertThat(whole.interval()[0]).isLessThan(15);
        assertThat(without.mode()).isEqualTo(15);
        assertThat(without.interval()).containsExactly(15, 15);
    }

    /** All that is known of the days before is put on one of them: that does not make it the most probable one. */
    @Test
    void keepsTheMostProbableDayWhateverIsCutOff() {
        List<double[]> days = new ArrayList<>();
        IntStream.range(0, 3).forEach(day -> days.add(new double[] {100, 100, 100, 100}));
        days.add(new double[] {200, 67, 67, 66});
        days.add(new double[] {300, 34, 33, 33});
        OnsetPosterior spread = new OnsetPosterior(0.2, 0.2, 0.15, 0.05, 0.4);

        OnsetPosterior without = spread.without(new LeadIns(REFERENCE, days, 1));

        assertThat(without.probabilities()).containsExactly(new double[] {0, 0, 0, 0.6, 0.4}, within(1e-15));
        assertThat(without.mode()).isEqualTo(4);
        assertThat(without.interval()).containsExactly(3, 4);
    }

    private static double[] draw(Random random, int rows, double extra) {
        double[] counts = new double[4];
        for (int row = 0; row < rows; row++) {
            counts[random.nextDouble() < extra ? 0 : random.nextInt(4)]++;
        }
        return counts;
    }

    private static List<double[]> rows(String text) {
        return Arrays.stream(text.split("\\|", -1))
                .map(OnsetPosteriorTest::numbers)
                .toList();
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
