package org.cxrwatch.performance;

import org.cxrwatch.summary.CompensatedSum;

/**
 * {@code spiegelhalter_z}: Σ (y − f)(1 − 2f) / √Σ (1 − 2f)² f (1 − f), how many standard errors the Brier score is from
 * that which the scores promise; standard normal if they are probabilities, so that beyond ± 1.96 is unlikely (its p is
 * {@link SpiegelhalterProbability}). Above 0 scores are surer than they are right, below 0 too timid. It is a test: it
 * has no interval, and grows with the rows. Scores are cut to [10⁻⁶, 1 − 10⁻⁶], so that being certain and wrong counts;
 * those that are not finite are left out. Beyond the capacity a score stands in the middle of its bucket. {@code
 * NOT_FINITE} where all scores are 0.5. Least n: one scored label; near normal from some 30. Source:
 * doi:10.1002/sim.4780050506 (Spiegelhalter 1986).
 */
public final class SpiegelhalterZ implements PerformanceMetric {

    @Override
    public String name() {
        return "spiegelhalter_z";
    }

    @Override
    public MetricValue score(Outcomes outcomes) {
        ScoreSteps steps = outcomes.steps();
        return steps.rows() == 0
                ? MetricValue.none(outcomes.absence(), 0)
                : MetricValue.exact(statistic(steps), steps.rows());
    }

    /** NaN where the variance is 0. */
    private static double statistic(ScoreSteps steps) {
        CompensatedSum sum = new CompensatedSum();
        CompensatedSum variance = new CompensatedSum();
        for (int i = 0; i < steps.size(); i++) {
            double score = steps.clippedAt(i);
            double tilt = 1 - 2 * score;
            sum.add((steps.positivesAt(i) - steps.rowsAt(i) * score) * tilt);
            variance.add(steps.rowsAt(i) * tilt * tilt * score * (1 - score));
        }
        return variance.value() > 0 ? sum.value() / Math.sqrt(variance.value()) : Double.NaN;
    }
}
