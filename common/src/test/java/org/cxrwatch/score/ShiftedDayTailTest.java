package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftedDayTailTest {

    private static final double PRIOR = 18;
    private static final double WORTH = 20;

    private static ShiftedDayTail tail(int freedom, double upper, int days) {
        return ShiftedDayTail.of(freedom, new Dispersion.Inflation(upper, upper, PRIOR + days, WORTH * days));
    }

    @Test
    void theTailIsSciPys() {
        for (OracleTable.Line line : OracleTable.read("shifted-day.csv")) {
            double expected = line.number("p");
            ShiftedDayTail tail = tail(line.whole("k"), line.number("phi_upper"), line.whole("days"));
            assertThat(tail.largest()).isCloseTo(line.number("lambda"), within(1e-12));
            assertThat(tail.freedomOfLargest()).isCloseTo(line.number("nu"), within(1e-9 * line.number("nu")));
            assertThat(tail.p(line.number("statistic")))
                    .as("%s", line)
                    .isCloseTo(expected, within((expected < 1e-12 ? 1e-6 : 1e-8) * expected));
        }
    }

    /** Of its meaning: a normal shift of known size and eight directions of chance, 200,000 draws. */
    @Test
    void aShiftOfOneDirectionIsAsProbableAsItHappens() {
        SplittableRandom random = new SplittableRandom(7);
        ShiftedDayTail tail = ShiftedDayTail.of(9, new Dispersion.Inflation(1.4, 1.4, 1e12, 1e12));
        int draws = 200_000;
        int beyond = 0;
        for (int i = 0; i < draws; i++) {
            double sum = 4.6 * square(random);
            for (int direction = 1; direction < 9; direction++) {
                sum += square(random);
            }
            beyond += sum >= 40 ? 1 : 0;
        }
        double p = tail.p(40);
        assertThat((double) beyond / draws).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / draws)));
    }

    private static double square(SplittableRandom random) {
        double z = random.nextGaussian();
        return z * z;
    }

    @Test
    void aStatisticHasTheProbabilityItWasAskedFor() {
        for (int freedom : new int[] {1, 2, 9, 40}) {
            for (double upper : new double[] {1, 1.02, 1.5, 20}) {
                for (double p : new double[] {0.3, 0.008, 0.008 / 210, 1e-9}) {
                    ShiftedDayTail tail = tail(freedom, upper, 6);
                    assertThat(tail.p(tail.statisticAt(p)))
                            .as("%d %s %s", freedom, upper, p)
                            .isCloseTo(p, within(1e-5 * p));
                }
            }
        }
    }

    /** SciPy 1.17.1: the noncentrality at which ncx2.sf of chi2.isf of the level is 0.9. */
    @ParameterizedTest
    @CsvSource({
        "1, 16.96875793750885, 29.169362108339367",
        "9, 36.10378969022854, 44.292422017269374",
        "9, 22.291374205832035, 26.935769987917823"
    })
    void whereDaysDoNotDifferTheNoncentralityIsThatOfTheNoncentralDistribution(
            int freedom, double statistic, double noncentrality) {
        assertThat(tail(freedom, 1, 6).noncentralityAt(statistic, 1, 0.9)).isCloseTo(noncentrality, within(1e-4));
    }

    @Test
    void whereDaysDifferAChangeHasToBeLarger() {
        ShiftedDayTail tail = tail(9, 1.5, 6);
        assertThat(tail.noncentralityAt(60, 5.5, 0.9)).isGreaterThan(tail.noncentralityAt(60, 1, 0.9));
        assertThat(tail(0, 1.5, 6).noncentralityAt(60, 1, 0.9)).isNaN();
    }

    @Test
    void daysThatDifferNeverMakeAStatisticLessProbable() {
        for (int freedom : new int[] {1, 2, 7}) {
            for (double statistic : new double[] {0.1, 3, 20, 60}) {
                ShiftedDayTail tail = tail(freedom, 1, 6);
                assertThat(tail.leastP(statistic)).isLessThanOrEqualTo(tail.p(statistic) * (1 + 1e-9));
            }
        }
        assertThat(tail(0, 1, 6).leastP(0)).isEqualTo(1);
    }

    @Test
    void oneBinShowsNoChange() {
        assertThat(tail(0, 1.3, 6).p(0)).isEqualTo(1);
        assertThat(tail(0, 1.3, 6).statisticAt(0.01)).isNaN();
    }

    @Test
    void strengthIsWhatIsLeftBeyondChance() {
        assertThat(tail(9, 1.2, 6).strength(9 * 1.2 + 1)).isCloseTo(1, within(1e-12));
        assertThat(tail(9, 1.2, 6).strength(9 * 1.2 - 1e-9)).isZero();
    }

    @Test
    void moreDispersionMakesTheSameStatisticLessRemarkable() {
        assertThat(tail(9, 2, 6).p(40)).isGreaterThan(tail(9, 1, 6).p(40));
        assertThat(tail(9, 2, 6).p(40)).isGreaterThan(tail(9, 2, 27).p(40));
    }
}
