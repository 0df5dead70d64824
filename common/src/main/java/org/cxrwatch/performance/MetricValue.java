package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * A metric's number and what it rests on.
 *
 * @param score the number with its 95 % interval, or why there is none
 * @param n the rows of its denominator: for sensitivity the actual positives, for precision the predicted ones
 */
public record MetricValue(Score score, long n) {

    /** The same, but {@link Reason#TOO_FEW_ROWS} instead of a number that rests on fewer rows than these. */
    public MetricValue restingOn(long least) {
        return n >= least || score.measured().isEmpty() ? this : none(Reason.TOO_FEW_ROWS, n);
    }

    /** A number that is cut, with its interval, to where its values can lie. */
    static MetricValue of(double value, double halfWidth, Range range, long n) {
        return new MetricValue(
                Score.of(range.cut(value), range.cut(value - halfWidth), range.cut(value + halfWidth)), n);
    }

    /** A number for which no interval is defined. */
    static MetricValue exact(double value, long n) {
        return new MetricValue(Score.of(value), n);
    }

    /** No number. */
    static MetricValue none(Reason reason, long n) {
        return new MetricValue(Score.none(reason), n);
    }
}
