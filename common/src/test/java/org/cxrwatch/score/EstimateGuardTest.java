package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.cxrwatch.estimate.Calibration;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class EstimateGuardTest {

    private static final Calibration CALIBRATION = Calibration.learn(
            LabelledScores.of("PNEUMONIA", "PNEUMONIA", numbers(spread(60, 0.5, 0.9)))
                    .plus(LabelledScores.of("NORMAL", "NORMAL", numbers(spread(60, 0.1, 0.5)))),
            "PNEUMONIA");
    private static final EstimateGuard GUARD = new EstimateGuard(CALIBRATION, DriftPolicy.DEFAULT);
    private static final MetricValue USUAL = new MetricValue(Score.of(0.4, 0.35, 0.45), 100);

    private static double[] spread(int n, double from, double to) {
        double[] scores = new double[n];
        Arrays.setAll(scores, i -> from + (to - from) * i / (n - 1));
        return scores;
    }

    private static NumericSummary numbers(double... scores) {
        return NumericSummary.of(Resolution.ALL, scores);
    }

    private static DistributionPart window(double... scores) {
        ClassDistribution rows = new ClassDistribution(
                scores.length,
                NumericSummary.empty(Resolution.ALL),
                numbers(scores),
                ClassDistribution.empty(Resolution.ALL).features(),
                ClassDistribution.empty(Resolution.ALL).attributes());
        return DistributionPart.of(Resolution.ALL, Map.of("PNEUMONIA", rows));
    }

    private static EstimateTrust judge(MetricValue prevalence, SubjectScore... scores) {
        return GUARD.judge(new EstimateGuard.Evidence(window(spread(50, 0.2, 0.8)), List.of(scores), prevalence, 0.4));
    }

    private static SubjectScore drifted(DriftKind kind, double excess) {
        return SomeScores.drifted(kind, "all", "edge_density", excess, Map.of());
    }

    @Test
    void whereNothingMovedAnEstimateIsSafe() {
        EstimateTrust trust = judge(USUAL, SomeScores.quiet(DriftKind.DATA, "all", "edge_density", 0.6));
        assertThat(trust.isSafe()).isTrue();
        assertThat(trust.texts()).isEmpty();
    }

    @Test
    void anotherPrevalenceIsSaidInWords() {
        EstimateTrust trust =
                judge(new MetricValue(Score.of(0.66, 0.61, 0.71), 470), drifted(DriftKind.PREDICTION, 0.25));
        assertThat(trust.doubts())
                .extracting(EstimateTrust.Doubt::kind)
                .containsExactly(EstimateTrust.Kind.PREVALENCE_MOVED);
        assertThat(trust.texts())
                .containsExactly(
                        "prevalence moved, or the scores as if it had: 66 % PNEUMONIA (95 % 61 to 71) explain them, in"
                                + " the baseline 40 %");
    }

    @Test
    void aPrevalenceThatFewRowsCannotTellOrThatMovedLittleIsNoReason() {
        assertThat(judge(new MetricValue(Score.of(0.60, 0.42, 0.78), 20)).isSafe())
                .isTrue();
        assertThat(judge(new MetricValue(Score.of(0.52, 0.50, 0.54), 5_000)).isSafe())
                .isTrue();
        assertThat(judge(new MetricValue(Score.none(Reason.TOO_FEW_ROWS), 5)).isSafe())
                .isTrue();
        assertThat(judge(new MetricValue(Score.of(0.20, 0.15, 0.25), 400)).isSafe())
                .isFalse();
    }

    @Test
    void answersThatMovedFarWithoutPrevalenceAreAReason() {
        assertThat(judge(USUAL, drifted(DriftKind.PREDICTION, 0.14)).isSafe()).isTrue();
        EstimateTrust trust = judge(USUAL, drifted(DriftKind.PREDICTION, 0.22), drifted(DriftKind.PREDICTION, 0.3));
        assertThat(trust.texts())
                .containsExactly(
                        "the answers moved: edge_density by 0.30 beyond chance, and no other prevalence explains that");
    }

    @Test
    void imagesThatLeftWhatItWasLearntOnAreAReason() {
        assertThat(judge(USUAL, drifted(DriftKind.DATA, 0.29)).isSafe()).isTrue();
        assertThat(judge(USUAL, drifted(DriftKind.DATA, 0.4), drifted(DriftKind.CONCEPT, 0.5))
                        .texts())
                .containsExactly("the images left what it was learnt on: edge_density by 0.40 beyond chance");
    }

    @Test
    void scoresBeyondAllThatWereLabelledAreAReason() {
        double[] outside = DoubleStream.concat(Arrays.stream(spread(40, 0.2, 0.8)), Arrays.stream(spread(4, 0.95, 1)))
                .toArray();
        EstimateTrust trust = GUARD.judge(new EstimateGuard.Evidence(window(outside), List.of(), USUAL, 0.4));
        assertThat(trust.texts())
                .containsExactly("9 % of the scores lie beyond all that were labelled in the baseline");
        assertThat(GUARD.judge(new EstimateGuard.Evidence(window(), List.of(), USUAL, 0.4))
                        .isSafe())
                .isTrue();
    }

    /** Seven scores in a histogram of few buckets: the middle of the last one lies beyond 0.9, its rows do not. */
    @Test
    void aBucketThatReachesIntoWhatWasLabelledIsNotOutside() {
        assertThat(CALIBRATION.covers(0.89, 0.95)).isTrue();
        assertThat(CALIBRATION.covers(0.05, 0.1)).isTrue();
        assertThat(CALIBRATION.covers(0.91, 0.95)).isFalse();
    }
}
