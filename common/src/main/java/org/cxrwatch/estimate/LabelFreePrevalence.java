package org.cxrwatch.estimate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Range;
import org.cxrwatch.summary.DistributionPart;

/**
 * {@code label_free_prevalence}: the share of positives that explains a window's scores best, if within either class
 * the scores are still those of the baseline (prevalence shift): the π in [0, 1] at which
 *
 * <p>Σ log(π p/π_R + (1 − π)(1 − p)/(1 − π_R))
 *
 * <p>is largest, p the calibrated probability of a row and π_R its mean over the baseline's rows. It is what the
 * iteration of Saerens, Latinne and Decaestecker ends at; the sum is concave, so that Newton's steps find it. The 95
 * % interval is from resampled labels, baseline rows and window rows, from a fixed seed. Where other images, not
 * other patients, moved the scores, it is wrong, and so is its interval. Least n: {@value
 * LabelFreeEstimate#LEAST_ROWS} rows. Source: doi:10.1162/089976602753284446.
 */
public final class LabelFreePrevalence {

    /** A mean does not need more; a baseline holds up to 65,536 scores. */
    private static final int ENOUGH_SCORES = 1_024;

    private static final int FIRST_SEED = -1_000_001;

    private final Calibration calibration;
    private final double usual;
    private final double[] usualByReplicate;

    /**
     * Prepares to compare with a baseline.
     *
     * @param calibration learnt from its labels
     * @param baseline all its rows, labelled or not
     */
    public LabelFreePrevalence(Calibration calibration, DistributionPart baseline) {
        this.calibration = calibration;
        if (calibration.absence().isPresent()) {
            this.usual = Double.NaN;
            this.usualByReplicate = new double[0];
            return;
        }
        ScoreCounts reference =
                ScoredRows.of(baseline, calibration.positiveClass()).counts();
        this.usual = mean(calibration.fit().at(reference), reference);
        ScoreCounts joined = reference.atMost(ENOUGH_SCORES);
        this.usualByReplicate = new double[Calibration.REPLICATES];
        Arrays.setAll(
                usualByReplicate,
                replicate -> drawnMean(
                        calibration.fit(replicate),
                        joined,
                        Calibration.random(FIRST_SEED - Calibration.REPLICATES - replicate)));
    }

    /** The baseline's share of positives, as its own scores lead to expect it; NaN without calibration or rows. */
    public double ofBaseline() {
        return usual;
    }

    /** A window's. */
    public MetricValue score(DistributionPart window) {
        ScoredRows scored = ScoredRows.of(window, calibration.positiveClass());
        long n = scored.rows();
        if (calibration.absence().isPresent()) {
            return new MetricValue(Score.none(calibration.absence().get()), n);
        }
        if (n < LabelFreeEstimate.LEAST_ROWS) {
            return new MetricValue(Score.none(Reason.TOO_FEW_ROWS), n);
        }
        double value = share(calibration.fit(), usual, scored.counts());
        double[] drawn = new double[Calibration.REPLICATES];
        for (int replicate = 0; replicate < drawn.length; replicate++) {
            ScoreCounts rows = scored.counts().resampled(Calibration.random(FIRST_SEED - replicate));
            drawn[replicate] = share(calibration.fit(replicate), usualByReplicate[replicate], rows);
        }
        return new MetricValue(Replicates.score(value, drawn), n);
    }

    private static double share(IsotonicFit fit, double usual, ScoreCounts window) {
        if (!(usual > 0 && usual < 1) || window.total() == 0) {
            return Double.NaN;
        }
        return new Likelihood(fit, window, usual).largestAt();
    }

    private static double mean(double[] probabilities, ScoreCounts rows) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += rows.totalAt(i) * probabilities[i];
        }
        return sum / rows.total();
    }

    /** The mean of as many rows drawn anew: near enough normal about that of these, which are a week's or more. */
    private static double drawnMean(IsotonicFit fit, ScoreCounts rows, RandomGenerator random) {
        double[] probabilities = fit.at(rows);
        double mean = mean(probabilities, rows);
        double squares = 0;
        for (int i = 0; i < probabilities.length; i++) {
            squares += rows.totalAt(i) * (probabilities[i] - mean) * (probabilities[i] - mean);
        }
        double drawn = mean + random.nextGaussian() * Math.sqrt(squares) / rows.total();
        return Range.SHARE.cut(drawn);
    }

    /** The slope of the sum, rows of equal probability taken together. */
    private static final class Likelihood {

        private static final int STEPS = 100;
        private static final double NEAR = 1e-12;

        private final double[] positive;
        private final double[] negative;
        private final double[] rows;
        private int size;

        Likelihood(IsotonicFit fit, ScoreCounts window, double usual) {
            this.positive = new double[window.size()];
            this.negative = new double[window.size()];
            this.rows = new double[window.size()];
            double last = Double.NaN;
            for (int i = 0; i < window.size(); i++) {
                double probability = fit.at(window.scoreAt(i));
                if (probability != last) {
                    positive[size] = probability / usual;
                    negative[size++] = (1 - probability) / (1 - usual);
                    last = probability;
                }
                rows[size - 1] += window.totalAt(i);
            }
        }

        /** Newton's steps, kept inside the interval in which the slope changes its sign. */
        double largestAt() {
            double low = 0;
            double high = 1;
            double share = 0.5;
            for (int step = 0; step < STEPS && high - low > NEAR; step++) {
                double slope = 0;
                double curvature = 0;
                for (int i = 0; i < size; i++) {
                    double part = (positive[i] - negative[i]) / (share * positive[i] + (1 - share) * negative[i]);
                    slope += rows[i] * part;
                    curvature -= rows[i] * part * part;
                }
                if (slope > 0) {
                    low = share;
                } else {
                    high = share;
                }
                double next = share - slope / curvature;
                double inside = next > low && next < high ? next : (low + high) / 2;
                if (Math.abs(inside - share) < NEAR) {
                    return inside;
                }
                share = inside;
            }
            return share;
        }
    }
}
