package org.cxrwatch.sequential;

import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * A cumulative sum chart of standard normal scores (Page 1954, doi:10.1093/biomet/41.1-2.100): S ← max(0, S + z − k),
 * an alarm when S > h; the other side adds −z. Run lengths are mean numbers of scores from S = 0 to the alarm, from the
 * integral equation (Brook and Evans 1972, doi:10.1093/biomet/59.3.539, in the limit of small steps). Of two sides with
 * one limit 1/L = 1/L₊ + 1/L₋ holds exactly (Van Dobben de Bruyn 1968, Cumulative Sum Tests).
 *
 * @param k what a score must exceed to add to the sum: half the shift that is to be found soonest; 0 to 5
 * @param h limit, above 0, at most 40
 */
public record CusumDesign(double k, double h) {

    /** The longest mean run that can be asked for. */
    public static final double LONGEST = 1e9;

    private static final double MOST_K = 5;
    private static final double MOST_H = 40;
    private static final double ACCURACY = 1e-10;
    private static final int EVALUATIONS = 200;

    /** What a sum overshoots its limit by, on the average (Siegmund 1985, Sequential Analysis): 2 · 0.583. */
    private static final double OVERSHOOT = 1.166;

    /** Checks both numbers. */
    public CusumDesign {
        if (!(k >= 0 && k <= MOST_K && h > 0 && h <= MOST_H)) {
            throw new IllegalArgumentException("A CUSUM needs k from 0 to " + MOST_K + " and h above 0, at most "
                    + MOST_H + ", got k = " + k + " and h = " + h + ".");
        }
    }

    /** The limit at which a chart with this k runs so long on the average if nothing changed. */
    public static CusumDesign withRunLength(double runLength, double k, Sides sides) {
        check(runLength);
        double near = Math.min(MOST_H - 1, Math.max(1, siegmundLimit(runLength * (sides == Sides.TWO ? 2 : 1), k)));
        DoubleUnaryOperator miss = h -> Math.log(new CusumDesign(k, h).runLength(0, sides) / runLength);
        double low = near - 1 + ACCURACY;
        if (miss.applyAsDouble(low) > 0) {
            throw new IllegalArgumentException("With k = " + k + " no limit above " + low + " gives a run length of "
                    + runLength + "; choose a smaller k or a longer run.");
        }
        return new CusumDesign(k, root(miss, low, near + 1));
    }

    private static void check(double runLength) {
        if (!(runLength > 2 && runLength <= LONGEST)) {
            throw new IllegalArgumentException(
                    "A run length lies above 2 and is at most " + LONGEST + ", got " + runLength + ".");
        }
    }

    /** Siegmund's approximation (e^{2kb} − 2kb − 1)/(2k²) = L with b = h + 1.166, solved for h: where to look first. */
    private static double siegmundLimit(double oneSided, double k) {
        if (k < 1e-3) {
            return Math.sqrt(oneSided) - OVERSHOOT;
        }
        double b = 1;
        for (int step = 0; step < EVALUATIONS; step++) {
            b = Math.log1p(2 * k * b + 2 * k * k * oneSided) / (2 * k);
        }
        return b - OVERSHOOT;
    }

    private static double root(DoubleUnaryOperator miss, double low, double high) {
        return new BrentSolver(ACCURACY).solve(EVALUATIONS, miss::applyAsDouble, low, high);
    }

    /**
     * The mean number of scores until an alarm.
     *
     * @param shift the mean of the scores; 0 if nothing changed
     * @param sides one side looks upwards
     */
    public double runLength(double shift, Sides sides) {
        RunLengths lengths = new RunLengths(this);
        double up = lengths.mean(shift);
        return sides == Sides.ONE ? up : 1 / (1 / up + 1 / lengths.mean(-shift));
    }

    /**
     * How soon one side finds that the level has shifted, where the level before is known from so many days and each
     * further day is taken into it: what lasts is learnt, so that a small change is found soon or never.
     *
     * @param shift in standard deviations of a day's share, towards that side
     * @param daysBefore the level is known from, at least 1
     * @param within days looked ahead, at least 1
     */
    public Delay delay(double shift, int daysBefore, int within) {
        if (daysBefore < 1 || within < 1) {
            throw new IllegalArgumentException("A delay needs at least 1 day before and 1 day to look at, got "
                    + daysBefore + " and " + within + ".");
        }
        RunLengths.Place place = new RunLengths(this).new Place();
        OptionalInt median = OptionalInt.empty();
        double silent = 1;
        for (int day = 0; day < within; day++) {
            double known = daysBefore + day;
            silent = place.next(shift * daysBefore / known / Math.sqrt(1 + 1 / known));
            median = median.isEmpty() && silent <= 0.5 ? OptionalInt.of(day + 1) : median;
        }
        return new Delay(1 - silent, median, within);
    }

    /**
     * How soon a change is found.
     *
     * @param probability that it is found within the days looked at
     * @param median days after which it is found in half of all cases, the first changed day being 1; empty if it is
     *     found in fewer
     * @param within days looked at
     */
    public record Delay(double probability, OptionalInt median, int within) {}
}
