package org.cxrwatch.estimate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.DistributionPart;

/**
 * How right a window's answers are expected to be, from calibrated scores alone: confidence-based performance
 * estimation. With p the calibrated probability of a row, the expected true positives are Σ p over the rows said to be
 * positive, false positives Σ (1 − p) of them, false negatives and true negatives the same of the others; the metrics
 * are those of this expected confusion matrix, AUROC that of rows that are positive by p and negative by 1 − p.
 *
 * <p>The 95 % interval is that of what labels of all these rows would show: outcomes are drawn with probabilities
 * learnt from resampled labels, so that it holds both the chance of the window's outcomes and the error of the
 * calibration; from a fixed seed. It supposes that a score means what it meant in the baseline: see {@code
 * EstimateGuard}. Of AUROC, and of sensitivity with few labels, the interval holds less than 95 %, as isotonic
 * regression of few labels says too much of scores (docs/statistics.md). Scores that are not finite are left out.
 * Least n: {@value #LEAST_ROWS} rows. Source: NannyML's CBPE, doi:10.48550/arXiv.2407.08649.
 *
 * @param metrics every metric with its interval, or why there is none
 * @param rows the rows it is about
 */
public record LabelFreeEstimate(Map<EstimatedMetric, Score> metrics, long rows) {

    /** Rows below which nothing is estimated. */
    public static final long LEAST_ROWS = 10;

    /** Copies the map. */
    public LabelFreeEstimate {
        metrics = Map.copyOf(metrics);
    }

    /** Estimates a window, or says of every metric why not. */
    public static LabelFreeEstimate of(Calibration calibration, DistributionPart window) {
        ScoredRows scored = ScoredRows.of(window, calibration.positiveClass());
        if (calibration.absence().isPresent()) {
            return none(calibration.absence().get(), scored.rows());
        }
        if (scored.rows() < LEAST_ROWS) {
            return none(window.rows() < LEAST_ROWS ? Reason.TOO_FEW_ROWS : Reason.NOT_FINITE, scored.rows());
        }
        LabelledOutcome expected = scored.expected(calibration.fit().at(scored.counts()));
        LabelledOutcome[] drawn = new LabelledOutcome[Calibration.REPLICATES];
        for (int replicate = 0; replicate < drawn.length; replicate++) {
            double[] probabilities = calibration.fit(replicate).at(scored.counts());
            drawn[replicate] = scored.drawn(probabilities, Calibration.random(-1 - replicate));
        }
        Map<EstimatedMetric, Score> metrics = new EnumMap<>(EstimatedMetric.class);
        for (EstimatedMetric metric : EstimatedMetric.values()) {
            double[] values = Arrays.stream(drawn).mapToDouble(metric::of).toArray();
            metrics.put(metric, Replicates.score(metric.of(expected), values));
        }
        return new LabelFreeEstimate(metrics, scored.rows());
    }

    /** Nothing, for a reason. */
    public static LabelFreeEstimate none(Reason reason, long rows) {
        Map<EstimatedMetric, Score> metrics = new EnumMap<>(EstimatedMetric.class);
        for (EstimatedMetric metric : EstimatedMetric.values()) {
            metrics.put(metric, Score.none(reason));
        }
        return new LabelFreeEstimate(metrics, rows);
    }

    /** One of them. */
    public Score score(EstimatedMetric metric) {
        return metrics.get(metric);
    }
}
