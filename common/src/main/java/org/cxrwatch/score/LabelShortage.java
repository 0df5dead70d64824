package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.score.LabelMaturity.DayCount;

/**
 * Decides whether days have fewer labels than usual at their age: labelling has stopped or slowed, at one site or
 * everywhere.
 *
 * <p>p is the lower tail of a beta-binomial count with the mean n u F(a) (usual final coverage of the slice, share of
 * final labels at this age) and the spread between past days at that very age, taken 1.6 standard errors above its
 * estimate and widened by the error of the mean itself. Benjamini–Hochberg over all days and slices that a night
 * looks at; decided if the adjusted p is at most the rate, and less than {@value #AT_MOST} of the usual labels are
 * there. With nothing changed a night decides anything with a probability of at most the rate. Days with fewer than
 * {@value #LEAST_EXPECTED} labels expected are not members, nor are days of before anything is known.
 */
public final class LabelShortage {

    /** Nights on which a day or slice is said to have too few labels though nothing changed, at most. */
    public static final double FALSE_ALARM_RATE = 0.01;

    /** The share of the usual labels from which on they are not too few, however sure it is. */
    public static final double AT_MOST = 0.8;

    private static final double LEAST_EXPECTED = 5;

    private final LabelArrivals arrivals;
    private final double rate;

    /**
     * From how labels came before.
     *
     * @param arrivals what is usual
     * @param rate false alarms a night, 0 to 1
     */
    public LabelShortage(LabelArrivals arrivals, double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("A rate of false alarms lies between 0 and 1, got " + rate + ".");
        }
        this.arrivals = arrivals;
        this.rate = rate;
    }

    /** Whether labels are too few. */
    public enum Standing {
        /** Fewer than chance and usual days explain, by an amount worth a call. */
        SHORT,
        /** As usual, or not clearly fewer. */
        USUAL
    }

    /**
     * What was found of a day and slice.
     *
     * @param day rows and labels, and how old
     * @param expected labels that are usual at that age
     * @param p probability of so few or fewer
     * @param adjusted p adjusted for all that was looked at that night
     * @param standing whether labels are too few
     */
    public record Finding(DayCount day, double expected, double p, double adjusted, Standing standing) {

        /** Whether labels are too few. */
        public boolean isShort() {
            return standing == Standing.SHORT;
        }
    }

    /** Decides all days and slices of a night together; those of which nothing can be said are left out. */
    public List<Finding> decide(List<DayCount> days) {
        List<DayCount> members =
                days.stream().filter(day -> expected(day) >= LEAST_EXPECTED).toList();
        List<Double> tails = members.stream().map(this::tail).toList();
        List<Double> adjusted = BenjaminiHochberg.adjust(tails, tails.size());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            DayCount day = members.get(i);
            double expected = expected(day);
            boolean isShort = adjusted.get(i) <= rate && day.labels() < AT_MOST * expected;
            findings.add(new Finding(
                    day, expected, tails.get(i), adjusted.get(i), isShort ? Standing.SHORT : Standing.USUAL));
        }
        return findings;
    }

    private double expected(DayCount day) {
        return arrivals.isKnown() ? day.rows() * arrivals.usualAt(day.slice(), day.age()) : 0;
    }

    private double tail(DayCount day) {
        double share = Math.min(1 - 1e-9, arrivals.usualAt(day.slice(), day.age()));
        LabelArrivals.Spread spread = arrivals.at(day.age());
        double factor = 1 + (day.rows() - 1) * spread.cautious();
        double withMean = factor * (1 + 1.0 / Math.max(1, spread.days()));
        double correlation = day.rows() > 1 ? Math.min(0.9, (withMean - 1) / (day.rows() - 1)) : 0;
        return new BetaBinomial(day.rows(), share, correlation).atMost(day.labels());
    }
}
