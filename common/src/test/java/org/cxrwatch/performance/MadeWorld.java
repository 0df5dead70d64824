package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Resolution;

/**
 * Scores whose truth is known: their log odds are normal, and the label's are {@code intercept + slope} times those.
 * Scores have three decimals; from 0.5 on the answer is positive.
 */
record MadeWorld(double mean, double deviation, double intercept, double slope) {

    /** An answer, and whether its image is positive. */
    record Row(double score, boolean isPositive) {

        boolean saysPositive() {
            return score >= 0.5;
        }
    }

    /** The probability that an answer of this score is about a positive. */
    double probability(double score) {
        return new LogOdds(intercept + slope * LogOdds.of(score).value()).probability();
    }

    List<Row> rows(SplittableRandom random, int n) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double score = new LogOdds(mean + deviation * random.nextGaussian()).probability();
            score = Math.min(999, Math.max(1, Math.round(1_000 * score))) / 1_000.0;
            rows.add(new Row(score, random.nextDouble() < probability(score)));
        }
        return rows;
    }

    /** Scores of one answer with all their decimals. */
    double[] unrounded(SplittableRandom random, int n, boolean positive) {
        return random.doubles(n)
                .map(ignored -> new LogOdds(Math.abs(deviation * random.nextGaussian())).probability())
                .map(score -> positive ? score : 1 - score)
                .toArray();
    }

    /** Labels of some rows, by the probability that an answer of a score gets one. */
    static List<Row> labelled(SplittableRandom random, List<Row> rows, DoubleUnaryOperator coverage) {
        return rows.stream()
                .filter(row -> random.nextDouble() < coverage.applyAsDouble(row.score()))
                .toList();
    }

    static LabelledScores labels(List<Row> rows) {
        LabelledScores all = LabelledScores.empty(Resolution.ALL);
        for (boolean actual : new boolean[] {true, false}) {
            for (boolean said : new boolean[] {true, false}) {
                double[] scores = rows.stream()
                        .filter(row -> row.isPositive() == actual && row.saysPositive() == said)
                        .mapToDouble(Row::score)
                        .toArray();
                all = all.plus(Labelled.scores(name(actual), name(said), scores));
            }
        }
        return all;
    }

    static DistributionPart answers(List<Row> rows) {
        DistributionPart all = DistributionPart.empty(Resolution.ALL);
        for (boolean said : new boolean[] {true, false}) {
            double[] scores = rows.stream()
                    .filter(row -> row.saysPositive() == said)
                    .mapToDouble(Row::score)
                    .toArray();
            all = all.plus(Labelled.answers(name(said), scores));
        }
        return all;
    }

    private static String name(boolean isPositive) {
        return isPositive ? Labelled.POSITIVE : Labelled.NEGATIVE;
    }
}
