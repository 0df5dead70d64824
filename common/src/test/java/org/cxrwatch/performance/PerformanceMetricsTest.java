package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class PerformanceMetricsTest {

    @Test
    void accuracyCountsAgreementWhateverTheNumberOfClasses() {
        LabelledScores three = Labelled.scores("PNEUMONIA", "PNEUMONIA", 0.9)
                .plus(Labelled.scores("NORMAL", "NORMAL", 0.1, 0.2))
                .plus(Labelled.scores("EFFUSION", "NORMAL", 0.3))
                .plus(Labelled.scores("EFFUSION", "EFFUSION", 0.3));
        Outcomes outcomes = Labelled.of(three);

        assertThat(new Accuracy().score(outcomes).score().number()).hasValue(0.8);
        assertThat(new Specificity().score(outcomes).score().number()).hasValue(1);
    }

    @Test
    void aClassThatWasNeverPredictedHasNoPrecision() {
        assertThat(new Precision().score(Labelled.outcomes(0, 0, 3, 9)))
                .isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 0));
        assertThat(new F1().score(Labelled.outcomes(0, 0, 0, 9)))
                .isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 0));
        assertThat(new BalancedAccuracy().score(Labelled.outcomes(0, 2, 0, 9)))
                .isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 11));
        assertThat(new Auroc().score(Labelled.outcomes(0, 2, 0, 9)))
                .isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 11));
    }

    @Test
    void aCorrelationNeedsBothClassesOnBothSides() {
        assertThat(new MatthewsCorrelation()
                        .score(Labelled.outcomes(3, 4, 0, 0))
                        .score())
                .isEqualTo(Score.none(Reason.NOT_FINITE));
    }

    @Test
    void theCorrelationOfBillionsOfRowsDoesNotOverflow() {
        long billion = 1_000_000_000L;
        NumericSummary bulk = bulk(billion);
        LabelledScores all = LabelledScores.of(Labelled.POSITIVE, Labelled.POSITIVE, bulk)
                .plus(LabelledScores.of(Labelled.NEGATIVE, Labelled.NEGATIVE, bulk));

        assertThat(new MatthewsCorrelation().score(Labelled.of(all)).score().number())
                .hasValue(1);
    }

    private static NumericSummary bulk(long n) {
        NumericSummary power = NumericSummary.of(Resolution.ALL, 0.5);
        NumericSummary sum = NumericSummary.empty(Resolution.ALL);
        for (long left = n; left > 0; left /= 2) {
            sum = left % 2 == 1 ? sum.plus(power) : sum;
            power = power.plus(power);
        }
        return sum;
    }

    @Test
    void withOneOfAClassTheAreaHasNoInterval() {
        MetricValue value = new Auroc().score(Labelled.outcomes(1, 3, 0, 9));

        assertThat(value.score().measured().orElseThrow()).isEqualTo(new Score.Measured(0.875, 0.875, 0.875));
    }

    @Test
    void allPairsInOrderHaveTheSmallerClassesInterval() {
        Score.Measured area = new Auroc()
                .score(Labelled.outcomes(10, 0, 0, 30))
                .score()
                .measured()
                .orElseThrow();

        // scipy.stats.binomtest(10, 10).proportion_ci(method="wilson") in SciPy 1.17.1
        assertThat(area.value()).isEqualTo(1);
        assertThat(area.lower()).isCloseTo(0.7224672001371109, within(1e-12));
        assertThat(area.upper()).isEqualTo(1);
    }

    @Test
    void oneScoreHasALossWithoutAnInterval() {
        Outcomes one = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.75));

        assertThat(new Brier().score(one).score()).isEqualTo(Score.of(0.0625));
        assertThat(new LogLoss().score(one).score()).isEqualTo(Score.of(-Math.log(0.75)));
    }

    @Test
    void labelsWithoutAnyFiniteScoreHaveNoLoss() {
        Outcomes outcomes = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, Double.NaN));

        assertThat(new Brier().score(outcomes)).isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 0));
        assertThat(new LogLoss().score(outcomes)).isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 0));
        assertThat(new Accuracy().score(outcomes).score().number()).hasValue(1);
    }

    @Test
    void coverageWithoutPredictionsHasTooFewRows() {
        assertThat(new LabelCoverage().score(Outcomes.of(Labelled.none(), Labelled.POSITIVE, 0)))
                .isEqualTo(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 0));
    }

    @Test
    void aWithdrawnLabelNoLongerCounts() {
        LabelledScores given = Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.9, 0.8)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.7));
        LabelPart part = LabelPart.given(given)
                .plus(LabelPart.withdrawn(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.7)));

        Outcomes outcomes = Outcomes.of(part.standing(), Labelled.POSITIVE, 4);

        assertThat(outcomes.confusion()).isEqualTo(new Confusion(2, 0, 0, 0));
        assertThat(outcomes.labelled()).isEqualTo(part.labelled()).isEqualTo(2);
        assertThat(new LabelCoverage().score(outcomes).score().number()).hasValue(0.5);
    }

    @Test
    void beyondTheCapacityMetricsAreNearThoseOfTheScores() {
        Outcomes exact = Labelled.of(random(Resolution.BASELINE));
        Outcomes coarse = Labelled.of(random(Resolution.SLICE));

        assertThat(coarse.positiveScores().isExact()).isFalse();
        assertThat(coarse.confusion()).isEqualTo(exact.confusion());
        assertThat(Labelled.numbers(coarse)).allSatisfy((name, value) -> {
            double expected = Labelled.numbers(exact).get(name);
            assertThat(value).as(name).isCloseTo(expected, within(2e-3 * Math.max(1, Math.abs(expected))));
        });
    }

    private static LabelledScores random(Resolution resolution) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(51);
        LabelledScores all = LabelledScores.empty(resolution);
        for (String actual : new String[] {Labelled.POSITIVE, Labelled.NEGATIVE}) {
            double centre = actual.equals(Labelled.POSITIVE) ? 0.8 : -0.8;
            double[] scores = random.doubles(6_000)
                    .map(ignored -> 1 / (1 + Math.exp(-centre - random.nextGaussian())))
                    .toArray();
            double[] said =
                    java.util.Arrays.stream(scores).filter(s -> s >= 0.5).toArray();
            double[] unsaid =
                    java.util.Arrays.stream(scores).filter(s -> s < 0.5).toArray();
            all = all.plus(Labelled.scores(resolution, actual, Labelled.POSITIVE, said))
                    .plus(Labelled.scores(resolution, actual, Labelled.NEGATIVE, unsaid));
        }
        return all;
    }
}
