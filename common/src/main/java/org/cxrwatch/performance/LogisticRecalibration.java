package org.cxrwatch.performance;

import java.util.Optional;
import java.util.function.Function;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.CompensatedSum;

/**
 * The line that turns the log odds of scores into those of labels, logit P(y = 1) = a + b logit(f), by maximum
 * likelihood over the scores' histograms: Newton's steps (IRLS), halved while the likelihood falls. Scores are first
 * cut to [ε, 1 − ε], ε = 10⁻⁶, as 0 and 1 have no odds. Source: Cox 1958, doi:10.1093/biomet/45.3-4.562; as {@code
 * statsmodels.api.Logit} and, with b = 1 given, {@code statsmodels.api.GLM(offset=...)} with {@code cov_type="HC0"}.
 *
 * @param intercept a
 * @param slope b
 * @param interceptError the standard error of a, from the information at the maximum; with b given, robust
 * @param slopeError that of b; 0 where b was given
 */
record LogisticRecalibration(double intercept, double slope, double interceptError, double slopeError) {

    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double CONVERGED = 1e-10;
    private static final double ROUNDING = 1e-12;

    /** A line, and the likelihood's logarithm there with its slopes, the second one about the weighted mean. */
    private record Point(
            double intercept,
            double slope,
            double likelihood,
            double residual,
            double residualAlong,
            Curvature curvature) {}

    /** The information: of the intercept, where its weights lie, that of the slope about it; and Σ (y − p)². */
    private record Curvature(double weight, double centre, double spread, double squares) {}

    /**
     * What a fit says of some outcomes: a part of the line, {@code NOT_FINITE} where none fits best, and why there is
     * none where labels are of one class.
     */
    static MetricValue metric(
            Outcomes outcomes,
            Function<ScoreSteps, Optional<LogisticRecalibration>> fit,
            Function<LogisticRecalibration, Score> part) {
        ScoreSteps steps = outcomes.steps();
        if (!steps.hasBothClasses()) {
            return MetricValue.none(outcomes.absence(), steps.rows());
        }
        return fit.apply(steps)
                .map(line -> new MetricValue(part.apply(line), steps.rows()))
                .orElseGet(() -> MetricValue.none(Reason.NOT_FINITE, steps.rows()));
    }

    /** The slope ± 1.96 standard errors. */
    Score slopeWithin() {
        return within(slope, slopeError);
    }

    /** The intercept ± 1.96 standard errors. */
    Score interceptWithin() {
        return within(intercept, interceptError);
    }

    private static Score within(double value, double error) {
        double half = Wilson.Z95 * error;
        return Score.of(value, value - half, value + half);
    }

    /**
     * Slope and intercept; empty where no line fits best: with labels of one class, or where one score parts the
     * classes, scores that are all equal among it.
     */
    static Optional<LogisticRecalibration> of(ScoreSteps steps) {
        if (!overlap(steps)) {
            return Optional.empty();
        }
        Optional<Point> best = new Likelihood(steps).climb(at -> {
            double slopeStep = at.residualAlong() / at.curvature().spread();
            return new double[] {
                at.residual() / at.curvature().weight() - at.curvature().centre() * slopeStep, slopeStep
            };
        });
        return best.map(at -> {
            Curvature information = at.curvature();
            double ofMean = 1 / information.weight();
            double ofSlope = 1 / information.spread();
            double ofIntercept = ofMean + information.centre() * information.centre() * ofSlope;
            return new LogisticRecalibration(at.intercept(), at.slope(), Math.sqrt(ofIntercept), Math.sqrt(ofSlope));
        });
    }

    /**
     * The intercept where the slope is taken to be 1; empty with labels of one class. Its standard error is Huber's and
     * White's, as the slope may be another.
     */
    static Optional<LogisticRecalibration> inTheLarge(ScoreSteps steps) {
        if (!steps.hasBothClasses()) {
            return Optional.empty();
        }
        return new Likelihood(steps)
                .climb(at -> new double[] {at.residual() / at.curvature().weight(), 0})
                .map(at -> new LogisticRecalibration(
                        at.intercept(),
                        1,
                        Math.sqrt(at.curvature().squares()) / at.curvature().weight(),
                        0));
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

    /** Scored labels whose scores are log odds. */
    private static final class Likelihood {

        private final ScoreSteps steps;
        private final double[] odds;
        private final double[] residuals;
        private final double[] weights;

        Likelihood(ScoreSteps steps) {
            this.steps = steps;
            this.odds = new double[steps.size()];
            this.residuals = new double[odds.length];
            this.weights = new double[odds.length];
            for (int i = 0; i < odds.length; i++) {
                odds[i] = LogOdds.of(steps.clippedAt(i)).value();
            }
        }

        Optional<Point> climb(Function<Point, double[]> newton) {
            Point at = at(0, 1);
            for (int i = 0; i < MOST_STEPS; i++) {
                double[] step = newton.apply(at);
                double size = Math.abs(step[0]) / (1 + Math.abs(at.intercept()))
                        + Math.abs(step[1]) / (1 + Math.abs(at.slope()));
                if (!Double.isFinite(size)) {
                    return Optional.empty();
                }
                at = uphill(at, step);
                if (size < CONVERGED) {
                    return Optional.of(at);
                }
            }
            return Optional.empty();
        }

        private Point uphill(Point from, double[] step) {
            double length = 1;
            Point to = at(from.intercept() + step[0], from.slope() + step[1]);
            double least = from.likelihood() - ROUNDING * Math.abs(from.likelihood());
            for (int i = 0; i < MOST_HALVINGS && !(to.likelihood() >= least); i++) {
                length /= 2;
                to = at(from.intercept() + length * step[0], from.slope() + length * step[1]);
            }
            return to;
        }

        private Point at(double intercept, double slope) {
            CompensatedSum likelihood = new CompensatedSum();
            double residual = 0;
            double weight = 0;
            double along = 0;
            double squares = 0;
            for (int i = 0; i < odds.length; i++) {
                double line = intercept + slope * odds[i];
                double small = Math.exp(-Math.abs(line));
                double probability = (line >= 0 ? 1 : small) / (1 + small);
                double rest = (line >= 0 ? small : 1) / (1 + small);
                long positives = steps.positivesAt(i);
                long negatives = steps.negativesAt(i);
                likelihood.add(positives * Math.min(0, line)
                        - negatives * Math.max(0, line)
                        - (positives + negatives) * Math.log1p(small));
                residuals[i] = positives * rest - negatives * probability;
                weights[i] = (positives + negatives) * probability * rest;
                residual += residuals[i];
                weight += weights[i];
                along += weights[i] * odds[i];
                squares += positives * rest * rest + negatives * probability * probability;
            }
            double centre = along / weight;
            double spread = 0;
            double residualAlong = 0;
            for (int i = 0; i < odds.length; i++) {
                spread += weights[i] * (odds[i] - centre) * (odds[i] - centre);
                residualAlong += residuals[i] * (odds[i] - centre);
            }
            Curvature curvature = new Curvature(weight, centre, spread, squares);
            return new Point(intercept, slope, likelihood.value(), residual, residualAlong, curvature);
        }
    }
}
