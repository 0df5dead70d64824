package org.cxrwatch.multivariate;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether a window differs from the days of a baseline by more than they differ from each other. With values v_d of D
 * days, S² their sample variance, σ² what sampling adds to a value (σ̄² of the days in the mean), and s the share of
 * one day in the window ({@link ComparableRows#shareOfOneDay}):
 *
 * <p>V = (s + 1/D) S² + max(0, σ_C² − s σ̄²), t = (v_C − v̄) / √V, Student's with ν = (D − 1) (1 + r)² degrees of
 * freedom, r the second term of V over the first, with S² not below σ̄² (Satterthwaite 1946, doi:10.2307/3002019). With
 * as many rows in the window as in a day this is the t of a further value of the same normal distribution, and exact; a
 * window of fewer rows has more sampling error; one of more rows gains nothing, as its day is one day. S² holds the
 * sampling error of days already; a floor at σ̄² would be safer for a baseline whose days were alike by luck, and say
 * 0.01 % where 1 % is promised.
 *
 * @param mean v̄
 * @param standardError √V; above 0
 * @param freedom ν; at least 1
 * @param statistic t
 */
public record AgainstDays(double mean, double standardError, double freedom, double statistic) {

    /** What adding up the squares of shares may lose. */
    private static final double ROUNDING = 1e-9;

    /** Enough to take Student's tail for the normal one. */
    private static final double MANY = 1e6;

    /**
     * Compares. If neither days nor rows differ, the standard error is 0 and nothing is told.
     *
     * @param days two or more
     * @param shareOfOneDay s, above 0 and at most 1
     * @throws IllegalArgumentException for fewer days or another share: how much days differ is not known
     */
    public static AgainstDays of(List<DayValue> days, DayValue window, double shareOfOneDay) {
        if (days.size() < 2 || !(shareOfOneDay > 0 && shareOfOneDay <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "A window is compared with two days or more and has a share of one day in" + " (0, 1], got "
                            + days.size() + " days and " + shareOfOneDay + ".");
        }
        double count = days.size();
        double mean = days.stream().mapToDouble(DayValue::value).sum() / count;
        double between = days.stream()
                        .mapToDouble(day -> (day.value() - mean) * (day.value() - mean))
                        .sum()
                / (count - 1);
        double sampling = days.stream().mapToDouble(DayValue::variance).sum() / count;
        double learnt = (shareOfOneDay + 1 / count) * between;
        double more = Math.max(0, window.variance() - shareOfOneDay * sampling);
        double error = Math.sqrt(learnt + more);
        double least = (shareOfOneDay + 1 / count) * Math.max(between, sampling);
        double ratio = least > 0 ? more / least : 0;
        double freedom = Math.min(MANY, (count - 1) * (1 + ratio) * (1 + ratio));
        return new AgainstDays(mean, error, freedom, (window.value() - mean) / error);
    }

    /** Which differences count. */
    public enum Side {
        /** Either. */
        BOTH,
        /** Only a window above the days. */
        ABOVE
    }

    /** Whether there is a probability: not if nothing varies. */
    public boolean isTold() {
        return standardError > 0 && Double.isFinite(statistic);
    }

    /** The probability of such a difference if the window were a day like the others; 1 if nothing varies. */
    public double p(Side side) {
        if (!isTold()) {
            return 1;
        }
        TDistribution student = TDistribution.of(freedom);
        return side == Side.ABOVE
                ? student.survivalProbability(statistic)
                : Math.min(1, 2 * student.survivalProbability(Math.abs(statistic)));
    }

    /** The value from which on a window differs at a level, above the days. */
    public double upper(Side side, double level) {
        double tail = side == Side.ABOVE ? level : level / 2;
        return isTold() ? mean + standardError * TDistribution.of(freedom).inverseSurvivalProbability(tail) : mean;
    }

    /** The same below the days. */
    public double lower(Side side, double level) {
        return side == Side.ABOVE ? Double.NEGATIVE_INFINITY : 2 * mean - upper(side, level);
    }
}
