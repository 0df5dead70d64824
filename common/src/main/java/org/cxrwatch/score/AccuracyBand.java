package org.cxrwatch.score;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.LabelMaturity.DayCount;

/**
 * {@code accuracy_final}: the accuracy of a window as it will be when its labels have come, with the 95 % band it
 * will lie in. With L labels at hand, k of them right, and M still to come ({@link LabelNowcast}), it is (k + r)/(L +
 * M); r is beta-binomial with the log odds θ + δ, θ those of the labels at hand, δ by how much late labels differ
 * ({@link LateLabels}), so that it has the error of θ, of δ and of r itself; a Beta distribution of the same mean and
 * variance stands for r/M, half a label wider. To that the band's half widths add the error of M as roots of squares
 * (MOVER, Zou and Donner 2008, doi:10.1002/sim.3095). When all labels are there it is their accuracy. It is about
 * these labels; that of the model is less sure: see Wilson's interval of {@code accuracy}. In [0, 1]. Least n: one
 * label.
 */
public final class AccuracyBand {

    private static final double TAIL = 0.025;

    private final LabelNowcast nowcast;
    private final LateLabels late;
    private final LabelArrivals arrivals;

    /** From how labels came before, and how late ones differed. */
    public AccuracyBand(LabelArrivals arrivals, LateLabels late) {
        this.arrivals = arrivals;
        this.nowcast = new LabelNowcast(arrivals);
        this.late = late;
    }

    /**
     * The band of a slice's window.
     *
     * @param days its rows and labels, day by day
     * @param right labels that equal the answer
     */
    public Score of(List<DayCount> days, long right) {
        long labels = days.stream().mapToLong(DayCount::labels).sum();
        if (labels == 0) {
            return Score.none(Reason.NO_LABELS_YET);
        }
        if (right < 0 || right > labels) {
            throw new IllegalArgumentException("Of " + labels + " labels " + right + " cannot be right.");
        }
        if (!arrivals.isKnown()) {
            return Score.none(Reason.LABELS_IMMATURE);
        }
        LabelNowcast.Missing missing = nowcast.missing(days);
        AccuracyCount known = new AccuracyCount(right, labels);
        if (missing.upper() < 0.5) {
            return Score.of(known.accuracy());
        }
        return difference(days)
                .map(difference -> band(known, missing, difference))
                .orElse(Score.none(Reason.LABELS_IMMATURE));
    }

    /** That of each day, weighted by the labels it still waits for. */
    private Optional<LateLabels.Difference> difference(List<DayCount> days) {
        double weights = 0;
        double mean = 0;
        double variance = 0;
        for (DayCount day : days) {
            Optional<LateLabels.Difference> found = late.find(day.age());
            double weight = nowcast.missing(day).upper();
            if (weight > 0 && found.isEmpty()) {
                return Optional.empty();
            }
            if (weight > 0) {
                weights += weight;
                mean += weight * found.get().mean();
                variance += weight * found.get().variance();
            }
        }
        return Optional.of(new LateLabels.Difference(mean / weights, variance / weights));
    }

    private static Score band(AccuracyCount known, LabelNowcast.Missing missing, LateLabels.Difference difference) {
        LateLabels.LogOdds early = LateLabels.LogOdds.of(known);
        double later = 1 / (1 + Math.exp(-early.value() - difference.mean()));
        double slope = later * (1 - later);
        double ofRate = slope * slope * (early.variance() + difference.variance());
        double coming = Math.max(missing.expected(), 1);
        double all = known.labelled() + coming;
        BetaDistribution right = beta(later, (1 - 1 / coming) * ofRate + slope / coming);
        double value = mixed(known, missing.expected(), later);
        double fewer = mixed(known, missing.lower(), later);
        double more = mixed(known, missing.upper(), later);
        double below = Math.hypot(
                coming / all * (later - right.inverseCumulativeProbability(TAIL)) + 0.5 / all,
                value - Math.min(fewer, more));
        double above = Math.hypot(
                coming / all * (right.inverseSurvivalProbability(TAIL) - later) + 0.5 / all,
                Math.max(fewer, more) - value);
        return Score.of(value, Math.max(0, value - below), Math.min(1, value + above));
    }

    private static double mixed(AccuracyCount known, double coming, double later) {
        return (known.correct() + coming * later) / (known.labelled() + coming);
    }

    /** With this mean and variance; one that no distribution in [0, 1] has is cut to what is nearly the largest. */
    private static BetaDistribution beta(double mean, double variance) {
        double largest = mean * (1 - mean);
        double size = largest / Math.min(variance, 0.9 * largest) - 1;
        return BetaDistribution.of(mean * size, (1 - mean) * size);
    }
}
