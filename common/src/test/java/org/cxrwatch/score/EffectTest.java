package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EffectTest {

    @Test
    void theJensenShannonDistanceIsSciPys() {
        for (OracleTable.Line line : OracleTable.read("jensen-shannon.csv")) {
            double[] p = shares(line.text("p"));
            double[] q = shares(line.text("q"));
            assertThat(Effect.jensenShannon(p, q)).isCloseTo(line.number("distance"), within(1e-12));
            assertThat(Effect.jensenShannon(q, p)).isCloseTo(line.number("distance"), within(1e-12));
        }
    }

    @Test
    void chanceIsExpectedInEveryBinThatIsNotEmptyOnBothSides() {
        Effect effect = Effect.ofNumbers(new double[] {0.5, 0.5, 0, 0}, new double[] {0.5, 0.25, 0.25, 0}, 2, 0.01);
        assertThat(effect.expectedSquare()).isCloseTo(2 * 2 * 0.01 / (8 * Math.log(2)), within(1e-15));
        assertThat(effect.squarePerStatistic()).isCloseTo(0.01 / (8 * Math.log(2)), within(1e-15));
    }

    @Test
    void ofTwoClassesTheExpectedSquareIsTheVariance() {
        Effect effect = Effect.ofShares(
                new double[] {0.7, 0.3, 0}, new double[] {0.5, 0.5, 0}, new double[] {0.6, 0.4, 0}, 1.5, 0.02);
        assertThat(effect.distance()).isCloseTo(0.2, within(1e-15));
        assertThat(effect.expectedSquare()).isCloseTo(1.5 * 0.6 * 0.4 * 0.02, within(1e-15));
    }

    /** The mean of 20,000 draws by Python's random.choices, seed 1; V/4 (Σ √(π(1 − π)))² would be a quarter more. */
    @Test
    void ofMoreClassesTheExpectedSquareIsTheMeanOfWhatChanceGives() {
        double[] shares = {0.5, 0.3, 0.15, 0.05};
        Effect effect = Effect.ofShares(shares, shares, shares, 1, 1 / 3_000.0 + 1 / 400.0);

        assertThat(effect.expectedSquare()).isCloseTo(0.0012959424875000243, withinPercentage(2.5));
        assertThat(effect.squarePerStatistic()).isCloseTo(effect.expectedSquare() / 3, within(1e-15));
    }

    @Test
    void theExcessIsWhatChanceDoesNotGive() {
        assertThat(new Effect(0.5, 0.09, 0).excess()).isCloseTo(0.4, within(1e-15));
        assertThat(new Effect(0.2, 0.09, 0).excess()).isZero();
    }

    @Test
    void distancesStayWithinOne() {
        assertThat(Effect.ofNumbers(new double[] {1, 0}, new double[] {0, 1}, 1, 0.01)
                        .distance())
                .isEqualTo(1);
        assertThat(Effect.ofNumbers(new double[] {0.1, 0.9}, new double[] {0.1, 0.9}, 1, 0.01)
                        .distance())
                .isZero();
    }

    private static double[] shares(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
