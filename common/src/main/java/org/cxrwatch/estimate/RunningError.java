package org.cxrwatch.estimate;

import java.util.List;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * How far estimates were off, once labels had come: the mean of estimate − realised over the last {@value #WINDOWS}
 * windows whose labels are mature and whose estimate was not called unsafe, from the {@value #LEAST}th on; above 0
 * they flatter. In [−1, 1]. An estimate earns its trust by it. The 95 % interval is the mean ± t standard errors, the
 * windows taken as independent.
 */
public final class RunningError {

    /** The most windows it looks back. */
    public static final int WINDOWS = 14;

    /** The fewest windows it needs. */
    public static final int LEAST = 7;

    private RunningError() {}

    /** Of the errors of such windows, the oldest first; a reason before there are enough. */
    public static Score of(List<Double> errors) {
        if (errors.isEmpty()) {
            return Score.none(Reason.NO_LABELS_YET);
        }
        if (errors.size() < LEAST) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        List<Double> last = errors.subList(Math.max(0, errors.size() - WINDOWS), errors.size());
        double mean = last.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = last.stream()
                .mapToDouble(error -> (error - mean) * (error - mean))
                .sum();
        int n = last.size();
        double half = org.apache.commons.statistics.distribution.TDistribution.of(n - 1.0)
                        .inverseCumulativeProbability(0.975)
                * Math.sqrt(squares / (n - 1) / n);
        return Score.of(mean, mean - half, mean + half);
    }
}
