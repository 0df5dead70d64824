package org.cxrwatch.score;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.LabelMaturity.DayCount;

/**
 * How many labels of a window are still to come, and so its final coverage. Of the n − L rows without a label at age
 * a each gets one with q = u (1 − F(a)) / (1 − u F(a)), u the usual final coverage of the slice and F(a) the share of
 * final labels that a day of this age usually has (Bornhuetter and Ferguson's prediction). Delays may lengthen: past
 * days' factors, labels that came over labels that usually do, say by what share a day that number grows. The
 * variance is beta-binomial, with the spread of past days about that, widened as the growth is not known, and the 95
 * % interval Student's with as many degrees of freedom as days, less one.
 *
 * <p>A day with fewer labels than usual was labelled late, or labels were lost: from its counts the two cannot be
 * told apart. So the interval also reaches to where the coverage is as usual in the end, n u − L; with more labels
 * than usual the same downwards. Least: what {@link LabelArrivals#isKnown} asks. Source: doi:10.1093/biomet/75.3.515
 * (reverse hazards); Bornhuetter and Ferguson 1972, <i>Proc. CAS</i> 59.
 */
public final class LabelNowcast {

    /** No day is surer than that of a row's label. */
    private static final double SURE = 0.001;

    private final LabelArrivals arrivals;

    /** From how labels came before. */
    public LabelNowcast(LabelArrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Labels to come.
     *
     * @param expected how many
     * @param lower at least, 95 %
     * @param upper at most
     */
    record Missing(double expected, double lower, double upper) {

        static final Missing NONE = new Missing(0, 0, 0);

        /** Of two days that go their own ways: half widths add up as roots of squares. */
        Missing plus(Missing other) {
            double below = Math.hypot(expected - lower, other.expected - other.lower);
            double above = Math.hypot(upper - expected, other.upper - other.expected);
            double sum = expected + other.expected;
            return new Missing(sum, Math.max(0, sum - below), sum + above);
        }
    }

    /** The coverage in the end of a slice's window, from its days; a reason before anything is known. */
    public Score finalCoverage(List<DayCount> days) {
        long rows = days.stream().mapToLong(DayCount::rows).sum();
        long labels = days.stream().mapToLong(DayCount::labels).sum();
        if (rows == 0) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        if (!arrivals.isKnown()) {
            return Score.none(Reason.LABELS_IMMATURE);
        }
        if (arrivals.usualFinal(days.get(0).slice()) == 0) {
            return Score.none(Reason.NO_LABELS_YET);
        }
        Missing missing = missing(days);
        return Score.of(
                Math.min(1, (labels + missing.expected()) / rows),
                Math.min(1, (labels + missing.lower()) / rows),
                Math.min(1, (labels + missing.upper()) / rows));
    }

    Missing missing(List<DayCount> days) {
        return days.stream().map(this::missing).reduce(Missing.NONE, Missing::plus);
    }

    Missing missing(DayCount day) {
        long open = Math.max(0, day.rows() - day.labels());
        double share = arrivals.stillToCome(day.slice(), day.age());
        if (open == 0 || !(share > 0 && share < 1)) {
            return Missing.NONE;
        }
        LabelArrivals.Later learnt = arrivals.after(day.age());
        double rest = day.rows() * arrivals.usualFinal(day.slice()) - day.labels();
        double cut = Math.min(open * (1 - SURE), Math.max(open * SURE, open * share * learnt.factor()));
        BetaBinomial later = new BetaBinomial(open, cut / open, learnt.spread().correlation());
        double half = quantile(learnt.spread()) * Math.sqrt(later.variance() * learnt.widening());
        double lower = Math.min(cut, rest) - half;
        double upper = Math.max(cut, rest) + half;
        return new Missing(cut, Math.max(0, lower), Math.min(open, Math.max(cut, upper)));
    }

    /** Beyond what has been seen nothing is known of days: then it is as wide as with one degree of freedom. */
    private static double quantile(LabelArrivals.Spread spread) {
        return TDistribution.of(Math.max(1, spread.days() - 1)).inverseCumulativeProbability(0.975);
    }
}
