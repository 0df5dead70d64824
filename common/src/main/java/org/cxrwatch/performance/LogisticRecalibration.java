package org.cxrwatch.performance;

import java.util.Optional;
import java.util.function.Function;
import org.cxrwatch.summary.CompensatedSum;

/**
 * The line that turns the log odds of scores into those of labels, logit P(y = 1) = a + b logit(f), by maximum likelihood
 * over the scores' histograms: Newton's steps (IRLS), halved while the likelihood falls. Scores are first cut to [ε, 1 −
 * ε], ε = 10⁻⁶, as 0 and 1 have no odds. Source: Cox 1958, doi:10.1093/biomet/45.3-4.562; as {@code
 * statsmodels.api.Logit} and, with b = 1 given, {@code statsmodels.api.GLM(offset=...)}.
 *
 * @param intercept a
 * @param slope b
 * @param interceptError the standard error of a, from the information at the maximum
 * @param slopeError that of b; 0 where b was given
 */
record LogisticRecalibration(double intercept, double slope, double interceptError, double slopeError) {

    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double CONVERGED = 1e-10;
    private static final double ROUNDING = 1e-12;

    /** A line, and the likelihood's logarithm, slope and curvature there, the latter about the weighted mean. */
    private record Point(
            double intercept,
            double slope,
            double likelihood,
            double residual,
            double residualAlong,
            double weight,
            double centre,
            double spread) {}

    /**
     * Slope and intercept; empty where no line fits best: with labels of one class, or where one score parts the
     * classes, scores that are all equal among it.
     */
    static Optional<LogisticRecalibration> of(ScoreSteps steps) {
        if (!overlap(steps)) {
            return Optional.empty();
        }
        Optional<Point> best = climb(steps, at -> {
            double slopeStep = at.residualAlong() / at.spread();
            return new double[] {at.residual() / at.weight() - at.centre() * slopeStep, slopeStep};
        });
        return best.map(at -> new LogisticRecalibration(
                at.intercept(),
                at.slope(),
                Math.sqrt(1 / at.weight() + at.centre() * at.centre() / at.spread()),
                Math.sqrt(1 / at.spread())));
    }

    /** The intercept where the slope is taken to be 1; empty with labels of one class. */
    static Optional<LogisticRecalibration> inTheLarge(ScoreSteps steps) {
        if (!steps.hasBothClasses()) {
            return Optional.empty();
        }
        return climb(steps, at -> new double[] {at.residual() / at.weight(), 0})
                .map(at -> new LogisticRecalibration(at.intercept(), 1, Math.sqrt(1 / at.weight()), 0));
    }

    /** Whether each class has a score above one of the other's. */
    private static boolean overlap(ScoreSteps steps) {
        double leastPositive = Double.POSITIVE_INFINITY;
        double leastNegative = Double.POSITIVE_INFINITY;
        double largestPositive = Double.NEGATIVE_INFINITY;
        double largestNegative = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < steps.size(); i++) {
            double score = steps.clippedAt(i);
            if (steps.positivesAt(i) > 0) {
                leastPositive = Math.min(leastPositive, score);
                largestPositive = score;
            }
            if (steps.negativesAt(i) > 0) {
                leastNegative = Math.min(leastNegative, score);
                largestNegative = score;
            }
        }
        return largestNegative > leastPositive && largestPositive > leastNegative;
    }

    private static Optional<Point> climb(ScoreSteps steps, Function<Point, double[]> newton) {
        Point at = point(steps, 0, 1);
        for (int i = 0; i < MOST_STEPS; i++) {
            double[] step = newton.apply(at);
            double size = Math.abs(step[0]) / (1 + Math.abs(at.intercept()))
                    + Math.abs(step[1]) / (1 + Math.abs(at.slope()));
            if (!Double.isFinite(size)) {
                return Optional.empty();
            }
            at = uphill(steps, at, step);
            if (size < CONVERGED) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Point uphill(ScoreSteps steps, Point from, double[] step) {
        double length = 1;
        Point to = point(steps, from.intercept() + step[0], from.slope() + step[1]);
        double least = from.likelihood() - ROUNDING * Math.abs(from.likelihood());
        for (int i = 0; i < MOST_HALVINGS && !(to.likelihood() >= least); i++) {
            length /= 2;
            to = point(steps, from.intercept() + length * step[0], from.slope() + length * step[1]);
        }
        return to;
    }

    private static Point point(ScoreSteps steps, double intercept, double slope) {
        CompensatedSum likelihood = new CompensatedSum();
        CompensatedSum residual = new CompensatedSum();
        CompensatedSum weight = new CompensatedSum();
        CompensatedSum along = new CompensatedSum();
        double[] odds = new double[steps.size()];
        double[] weights = new double[steps.size()];
        double[] residuals = new double[steps.size()];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = LogOdds.of(steps.clippedAt(i)).value();
            double line = intercept + slope * odds[i];
            double probability = new LogOdds(line).probability();
            long rows = steps.rowsAt(i);
            likelihood.add(steps.positivesAt(i) * line - rows * (Math.max(0, line) + Math.log1p(Math.exp(-Math.abs(line)))));
            residuals[i] = steps.positivesAt(i) - rows * probability;
            weights[i] = rows * probability * new LogOdds(-line).probability();
            residual.add(residuals[i]);
            weight.add(weights[i]);
            along.add(weights[i] * odds[i]);
        }
        double centre = along.value() / weight.value();
        CompensatedSum spread = new CompensatedSum();
        CompensatedSum residualAlong = new CompensatedSum();
        for (int i = 0; i < odds.length; i++) {
            spread.add(weights[i] * (odds[i] - centre) * (odds[i] - centre));
            residualAlong.add(residuals[i] * (odds[i] - centre));
        }
        return new Point(
                intercept,
                slope,
                likelihood.value(),
                residual.value(),
                residualAlong.value(),
                weight.value(),
                centre,
                spread.value());
    }
}
