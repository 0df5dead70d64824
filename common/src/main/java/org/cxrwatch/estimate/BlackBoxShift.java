package org.cxrwatch.estimate;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Range;
import org.cxrwatch.performance.Wilson;

/**
 * {@code black_box_prevalence}: the share of positives that explains how many answers of a window are positive, if the
 * model is as sensitive and specific as in the baseline (prevalence shift): (q − f) / (t − f), q the share said to be
 * positive, t the baseline's sensitivity, f its share of false positives; cut to [0, 1]. It knows nothing of scores, so
 * that it and {@link LabelFreePrevalence} agree only where prevalence alone moved. The 95 % interval is by the delta
 * method: variance (q(1 − q)/n + π² t(1 − t)/P + (1 − π)² f(1 − f)/N) / (t − f)², each share taken as if half a row of
 * either outcome more had been seen. None where t − f is below {@value #LEAST_POWER}: such a model tells nothing. Least
 * n: {@value LabelFreeEstimate#LEAST_ROWS} rows and labels of either class. Source: Lipton, Wang and Smola 2018,
 * doi:10.48550/arXiv.1802.03916.
 */
public final class BlackBoxShift {

    private static final double LEAST_POWER = 0.1;

    private final Confusion baseline;

    /** From the baseline's labels. */
    public BlackBoxShift(Confusion baseline) {
        this.baseline = baseline;
    }

    /** A window's prevalence, from the number of its answers that were positive. */
    public MetricValue score(long saidPositive, long rows) {
        long positives = baseline.actualPositives();
        long negatives = baseline.actualNegatives();
        if (baseline.labelled() == 0) {
            return new MetricValue(Score.none(Reason.NO_LABELS_YET), rows);
        }
        long fewest = Math.min(rows, Math.min(positives, negatives));
        if (fewest < LabelFreeEstimate.LEAST_ROWS) {
            return new MetricValue(Score.none(Reason.TOO_FEW_ROWS), rows);
        }
        double sensitivity = (double) baseline.truePositives() / positives;
        double falsePositives = (double) baseline.falsePositives() / negatives;
        double power = sensitivity - falsePositives;
        if (!(power >= LEAST_POWER)) {
            return new MetricValue(Score.none(Reason.NOT_FINITE), rows);
        }
        double share = Range.SHARE.cut(((double) saidPositive / rows - falsePositives) / power);
        double variance = variance(saidPositive, rows)
                + share * share * variance(baseline.truePositives(), positives)
                + (1 - share) * (1 - share) * variance(baseline.falsePositives(), negatives);
        double half = Wilson.Z95 * Math.sqrt(variance) / power;
        return new MetricValue(Score.of(share, Range.SHARE.cut(share - half), Range.SHARE.cut(share + half)), rows);
    }

    private static double variance(long hits, long n) {
        double share = (hits + 0.5) / (n + 1);
        return share * (1 - share) / n;
    }
}
