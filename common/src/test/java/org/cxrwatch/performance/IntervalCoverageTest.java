package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often intervals of 95 % hold the truth, in made-up windows whose truth is known, against what they state less the
 * chance of so many windows (3.3 standard errors: 1 in 1,000 each).
 */
class IntervalCoverageTest {

    private static final MadeWorld CALIBRATED = new MadeWorld(-0.5, 1.8, 0, 1);
    private static final MadeWorld TOO_SURE = new MadeWorld(-0.5, 2.5, 0.4, 0.6);

    /** By answer: positive ones are looked at twice as often. */
    private static double byAnswer(double score) {
        return score >= 0.5 ? 0.7 : 0.3;
    }

    /** By score: doubtful images are looked at most, and of sure ones those said to be ill. */
    private static double byScore(double score) {
        return 0.2 + 0.9 * score * (1 - score) * 2 + 0.2 * score;
    }

    /** Windows whose interval held the truth, of those that had one. */
    private static final class Held {

        private int windows;
        private int holding;

        void count(Score score, double truth) {
            score.measured().ifPresent(measured -> {
                windows++;
                holding += measured.lower() - 1e-9 <= truth && truth <= measured.upper() + 1e-9 ? 1 : 0;
            });
        }

        void isAtLeast(String name, double stated) {
            double least = stated - 3.3 * Math.sqrt(stated * (1 - stated) / windows);
            assertThat((double) holding / windows).as(name + " of " + windows).isGreaterThanOrEqualTo(least);
        }
    }

    private static Map<PerformanceMetric, Double> stated() {
        Map<PerformanceMetric, Double> stated = new LinkedHashMap<>();
        stated.put(new AveragePrecision(), 0.94);
        stated.put(new SensitivityAtSpecificity(0.90), 0.95);
        stated.put(new SpecificityAtSensitivity(0.90), 0.95);
        stated.put(new CalibrationSlope(), 0.95);
        stated.put(new CalibrationIntercept(), 0.95);
        stated.put(new CalibrationInTheLarge(), 0.95);
        stated.put(new BrierResolution(), 0.92);
        return stated;
    }

    private static void metricsHold(MadeWorld world, int n, int windows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outcomes many = Labelled.of(MadeWorld.labels(world.rows(random, 200_000)));
        Map<PerformanceMetric, Held> held = new LinkedHashMap<>();
        Map<PerformanceMetric, Double> truth = new LinkedHashMap<>();
        Map<PerformanceMetric, Double> stated = stated();
        stated.keySet().forEach(metric -> {
            held.put(metric, new Held());
            truth.put(metric, metric.score(many).score().number().orElseThrow());
        });
        Held expected = new Held();
        Held largest = new Held();
        Held reliability = new Held();
        for (int i = 0; i < windows; i++) {
            Outcomes window = Labelled.of(MadeWorld.labels(world.rows(random, n)));
            held.forEach((metric, each) -> each.count(metric.score(window).score(), truth.get(metric)));
            Deviations deviations = Deviations.of(world, window);
            expected.count(
                    new ExpectedCalibrationError(ScoreBinning.EQUAL_COUNT)
                            .score(window)
                            .score(),
                    deviations.mean());
            largest.count(
                    new MaximumCalibrationError(ScoreBinning.EQUAL_COUNT)
                            .score(window)
                            .score(),
                    deviations.largest());
            reliability.count(new BrierReliability().score(window).score(), deviations.meanSquare());
        }
        held.forEach((metric, each) -> each.isAtLeast(metric.name() + " n " + n, stated.get(metric)));
        expected.isAtLeast("ece n " + n, 0.95);
        largest.isAtLeast("mce n " + n, 0.95);
        reliability.isAtLeast("brier_reliability n " + n, 0.95);
    }

    /** What a window's bins deviate by without chance. */
    private record Deviations(double mean, double largest, double meanSquare) {

        static Deviations of(MadeWorld world, Outcomes window) {
            ScoreSteps steps = window.steps();
            ReliabilityCurve curve = ReliabilityCurve.of(window, ScoreBinning.EQUAL_COUNT);
            double mean = 0;
            double largest = 0;
            double square = 0;
            for (ReliabilityBin bin : curve.bins()) {
                double expected = 0;
                for (int i = 0; i < steps.size(); i++) {
                    boolean isInside = steps.probabilityAt(i) >= bin.least() && steps.probabilityAt(i) <= bin.largest();
                    expected += isInside ? steps.rowsAt(i) * world.probability(steps.probabilityAt(i)) : 0;
                }
                double deviation = Math.abs(bin.meanScore() - expected / bin.rows());
                mean += curve.weight(bin) * deviation;
                largest = Math.max(largest, deviation);
                square += curve.weight(bin) * deviation * deviation;
            }
            return new Deviations(mean, largest, square);
        }
    }

    private static void correctedSharesHold(MadeWorld world, int n, int windows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MadeWorld.Row> many = world.rows(random, 400_000);
        VerificationBias truth =
                VerificationBias.of(MadeWorld.labels(many), MadeWorld.answers(many), Labelled.POSITIVE);
        Map<String, Held> held = new LinkedHashMap<>();
        int differs = 0;
        for (int i = 0; i < windows; i++) {
            List<MadeWorld.Row> rows = world.rows(random, n);
            VerificationBias answer = bias(rows, MadeWorld.labelled(random, rows, IntervalCoverageTest::byAnswer));
            VerificationBias score = bias(rows, MadeWorld.labelled(random, rows, IntervalCoverageTest::byScore));
            VerificationBias lot = bias(rows, MadeWorld.labelled(random, rows, any -> 0.4));
            differs += lot.coverage().differs() ? 1 : 0;
            count(held, "by answer ", answer.byAnswer(), truth.byAnswer());
            count(held, "by score, labels by answer ", answer.byScore(), truth.byAnswer());
            count(held, "by score ", score.byScore(), truth.byAnswer());
            held.computeIfAbsent("naive sensitivity", fresh -> new Held())
                    .count(answer.sensitivity().score(), value(truth.sensitivity()));
        }
        Held naive = held.remove("naive sensitivity");
        assertThat((double) naive.holding / naive.windows)
                .as("what is corrected is wrong")
                .isLessThan(0.9);
        held.forEach((name, each) -> each.isAtLeast(name + " n " + n, 0.95));
        assertThat((double) differs / windows)
                .as("coverage that differs by chance")
                .isLessThanOrEqualTo(CoverageByScore.LEVEL + 3.3 * Math.sqrt(CoverageByScore.LEVEL / windows));
    }

    private static VerificationBias bias(List<MadeWorld.Row> rows, List<MadeWorld.Row> labelled) {
        return VerificationBias.of(MadeWorld.labels(labelled), MadeWorld.answers(rows), Labelled.POSITIVE);
    }

    private static void count(Map<String, Held> held, String name, BeggGreenes found, BeggGreenes truth) {
        Map<String, Function<BeggGreenes, MetricValue>> shares = Map.of(
                "sensitivity", BeggGreenes::sensitivity,
                "specificity", BeggGreenes::specificity,
                "accuracy", BeggGreenes::accuracy,
                "prevalence", BeggGreenes::prevalence,
                "precision", BeggGreenes::precision,
                "npv", BeggGreenes::npv);
        shares.forEach((share, of) -> held.computeIfAbsent(name + share, fresh -> new Held())
                .count(of.apply(found).score(), value(of.apply(truth))));
    }

    private static double value(MetricValue value) {
        return value.score().number().orElseThrow();
    }

    @Test
    void intervalsOfCalibrationAndRankingHoldTheTruthAsOftenAsTheyState() {
        metricsHold(TOO_SURE, 120, 500, 71);
    }

    @Test
    void intervalsOfCorrectedSharesHoldTheTruthAsOftenAsTheyState() {
        correctedSharesHold(CALIBRATED, 300, 500, 72);
    }

    @Test
    @Tag("long")
    void theyHoldItWhateverTheSize() {
        for (int n : new int[] {60, 300, 1_000}) {
            metricsHold(CALIBRATED, n, 2_000, 73 + n);
            metricsHold(TOO_SURE, n, 2_000, 74 + n);
        }
        for (int n : new int[] {150, 600}) {
            correctedSharesHold(CALIBRATED, n, 2_000, 75 + n);
            correctedSharesHold(TOO_SURE, n, 2_000, 76 + n);
        }
    }
}
