package org.cxrwatch.multivariate;

import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * One number that many features come to, and what it is on the baseline's days.
 *
 * @param score the window's, with its 95 % interval, or why there is none
 * @param against how it compares with the days; empty where there is no number, or the days do not vary
 * @param side which differences count
 */
public record MultivariateMeasure(Score score, Optional<AgainstDays> against, AgainstDays.Side side) {

    /** No number, for this reason. */
    static MultivariateMeasure none(Reason reason) {
        return new MultivariateMeasure(Score.none(reason), Optional.empty(), AgainstDays.Side.BOTH);
    }

    /** A number that was compared. */
    public static MultivariateMeasure of(Score score, AgainstDays against, AgainstDays.Side side) {
        boolean told = score.measured().isPresent() && against.isTold();
        return new MultivariateMeasure(score, told ? Optional.of(against) : Optional.empty(), side);
    }

    /** The probability of such a difference if the window were a day like the others; empty if it was not compared. */
    public Optional<Double> p() {
        return against.map(days -> days.p(side));
    }

    /** What the baseline's days come to on average; empty if they were not compared. */
    public Optional<Double> expected() {
        return against.map(AgainstDays::mean);
    }
}
