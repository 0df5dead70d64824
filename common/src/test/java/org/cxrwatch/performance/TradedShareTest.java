package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradedShareTest {

    @Test
    void namesHaveTheLevelInPercent() {
        assertThat(new SensitivityAtSpecificity(0.9).name()).isEqualTo("sensitivity_at_specificity_90");
        assertThat(new SensitivityAtSpecificity(0.975).name()).isEqualTo("sensitivity_at_specificity_97_5");
        assertThat(new SpecificityAtSensitivity(0.95).name()).isEqualTo("specificity_at_sensitivity_95");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 90, Double.NaN})
    void aLevelThatIsNoShareIsRefused(double level) {
        assertThatThrownBy(() -> new SensitivityAtSpecificity(level)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new SpecificityAtSensitivity(level)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nineNegativesCannotShowNinetyPercent() {
        assertThat(new SensitivityAtSpecificity(0.9).score(spread(20, 9)).score())
                .isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(new SensitivityAtSpecificity(0.9)
                        .score(spread(20, 10))
                        .score()
                        .measured())
                .isPresent();
        assertThat(new SpecificityAtSensitivity(0.9).score(spread(9, 20)).score())
                .isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void aThresholdFoundAmongFewIsLessCertainThanAShareOfAsMany() {
        MetricValue few = new SensitivityAtSpecificity(0.9).score(spread(100, 20));
        MetricValue many = new SensitivityAtSpecificity(0.9).score(spread(100, 2_000));

        assertThat(few.n()).isEqualTo(many.n()).isEqualTo(100);
        assertThat(width(few)).isGreaterThan(width(many) * 1.15);
    }

    @Test
    void levelsThatAreReachedExactlyCount() {
        // 0.9 of 30 is 27.000000000000004 in floating point; 27 negatives lie below 0.28.
        double[] negatives = IntStream.range(1, 31).mapToDouble(i -> i / 100.0).toArray();
        Outcomes outcomes = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.NEGATIVE, 0.28, 0.5)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, negatives)));

        assertThat(new SensitivityAtSpecificity(0.9).score(outcomes).score().number())
                .hasValue(1);
    }

    private static double width(MetricValue value) {
        Score.Measured score = value.score().measured().orElseThrow();
        return score.upper() - score.lower();
    }

    private static Outcomes spread(int positives, int negatives) {
        double[] of = IntStream.range(0, positives)
                .mapToDouble(i -> (i + 1.0) / (positives + 1))
                .toArray();
        double[] others = IntStream.range(0, negatives)
                .mapToDouble(i -> 0.7 * (i + 1.0) / (negatives + 1))
                .toArray();
        return Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, of)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, others)));
    }
}
