package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.VerifiedStratum.Said;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class VerificationBiasTest {

    private static final MadeWorld WORLD = new MadeWorld(-0.5, 1.8, 0, 1);

    @Test
    void strataPartAllAnswersAndAllLabels() {
        SplittableRandom random = new SplittableRandom(5);
        List<MadeWorld.Row> rows = WORLD.rows(random, 1_000);
        List<MadeWorld.Row> labelled = MadeWorld.labelled(random, rows, score -> 0.3);

        VerificationStrata strata = of(MadeWorld.labels(labelled), MadeWorld.answers(rows));

        assertThat(strata.byAnswer()).hasSize(2);
        assertThat(strata.byScore()).hasSize(10);
        assertThat(List.of(strata.byAnswer(), strata.byScore(), strata.joined(10)))
                .allSatisfy(each -> {
                    assertThat(sum(each, VerifiedStratum::answers)).isEqualTo(1_000);
                    assertThat(sum(each, VerifiedStratum::labelled)).isEqualTo(labelled.size());
                    assertThat(sum(each, VerifiedStratum::positives))
                            .isEqualTo(labelled.stream()
                                    .filter(MadeWorld.Row::isPositive)
                                    .count());
                });
    }

    @Test
    void strataWithFewLabelsAreJoinedButNeverAcrossAnswers() {
        DistributionPart answers = Labelled.answers(Labelled.POSITIVE, spread(100, 0.5))
                .plus(Labelled.answers(Labelled.NEGATIVE, spread(100, 0)));
        LabelledScores labels = Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, spread(25, 0.5))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, spread(4, 0)));

        List<VerifiedStratum> joined = of(labels, answers).joined(10);

        assertThat(joined)
                .extracting(VerifiedStratum::said)
                .containsExactly(Said.NEGATIVE, Said.POSITIVE, Said.POSITIVE);
        assertThat(joined).extracting(VerifiedStratum::labelled).containsExactly(4L, 10L, 15L);
    }

    @Test
    void answersWithoutAFiniteScoreAreAStratumOfTheirOwn() {
        DistributionPart answers = Labelled.answers(Labelled.POSITIVE, 0.9, Double.NaN, 0.8, Double.NaN);
        LabelledScores labels = Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.9, Double.NaN);

        assertThat(of(labels, answers).byScore())
                .endsWith(new VerifiedStratum(Said.POSITIVE, 2, 1, 1))
                .hasSize(3);
    }

    @Test
    void aLabelOfNoAnswerCountsAsOneMore() {
        LabelledScores labels = Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, 0.1, 0.2, 0.3);

        VerificationBias bias =
                VerificationBias.of(labels, Labelled.answers(Labelled.NEGATIVE, 0.2), Labelled.POSITIVE);

        assertThat(bias.byAnswer().accuracy().score().number()).hasValue(1);
        assertThat(bias.byScore().accuracy().n()).isEqualTo(3);
    }

    @Test
    void beforeTheFirstLabelEveryShareHasAReason() {
        VerificationBias bias =
                VerificationBias.of(Labelled.none(), Labelled.answers(Labelled.NEGATIVE, 0.2, 0.3), Labelled.POSITIVE);

        assertThat(List.of(
                        bias.sensitivity(),
                        bias.byAnswer().sensitivity(),
                        bias.byScore().sensitivity()))
                .extracting(MetricValue::score)
                .containsOnly(Score.none(Reason.NO_LABELS_YET));
        assertThat(bias.coverage().differs()).isFalse();
    }

    @Test
    void aWindowWithoutAnswersHasReasonsToo() {
        VerificationBias bias =
                VerificationBias.of(Labelled.none(), DistributionPart.empty(Resolution.ALL), Labelled.POSITIVE);

        assertThat(bias.byScore().accuracy().score()).isEqualTo(Score.none(Reason.NO_LABELS_YET));
        assertThat(bias.coverage().p()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void labelsThatFavourSureIllnessMakeTheNaiveSensitivityTooHigh() {
        SplittableRandom random = new SplittableRandom(6);
        List<MadeWorld.Row> rows = WORLD.rows(random, 20_000);
        List<MadeWorld.Row> labelled = MadeWorld.labelled(random, rows, score -> 0.1 + 0.8 * score * score);
        VerificationBias truth =
                VerificationBias.of(MadeWorld.labels(rows), MadeWorld.answers(rows), Labelled.POSITIVE);

        VerificationBias bias =
                VerificationBias.of(MadeWorld.labels(labelled), MadeWorld.answers(rows), Labelled.POSITIVE);

        double sensitivity = number(truth.sensitivity());
        assertThat(bias.coverage().differs()).isTrue();
        assertThat(number(bias.sensitivity()) - sensitivity).isGreaterThan(0.1);
        assertThat(Math.abs(number(bias.byScore().sensitivity()) - sensitivity))
                .isLessThan(0.02)
                .isLessThan(Math.abs(number(bias.byAnswer().sensitivity()) - sensitivity));
    }

    private static VerificationStrata of(LabelledScores labels, DistributionPart answers) {
        return VerificationStrata.of(labels, answers, Labelled.POSITIVE);
    }

    private static double number(MetricValue value) {
        return value.score().number().orElseThrow();
    }

    private static long sum(List<VerifiedStratum> strata, java.util.function.ToLongFunction<VerifiedStratum> count) {
        return strata.stream().mapToLong(count).sum();
    }

    private static double[] spread(int n, double from) {
        return IntStream.range(0, n).mapToDouble(i -> from + 0.5 * i / n).toArray();
    }
}
