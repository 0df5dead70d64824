package org.cxrwatch.performance;

import java.math.BigDecimal;
import java.util.function.DoubleToLongFunction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * The best share of one class that a threshold gets right while it gets at least a given share of the other right.
 *
 * @param level the share of the other class, between 0 and 1
 * @param rows of the class
 * @param others of the other class
 * @param hits how many of the class are right at a share of the other
 */
record TradedShare(double level, long rows, long others, DoubleToLongFunction hits) {

    private static final double ROUNDING = 1e-9;

    /** Refuses a level that is no share between none and all. */
    static double checked(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A level lies between 0 and 1, got " + level + ".");
        }
        return level;
    }

    /** A level in percent, as names have it: 90, or 97_5. */
    static String percent(double level) {
        return BigDecimal.valueOf(level)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', '_');
    }

    /** The least count that is a share of at least this. */
    static long least(double share, long rows) {
        return (long) Math.ceil(share * rows - ROUNDING);
    }

    /** Whether at least one of the others may be wrong at this level: with fewer the level is all of them. */
    private boolean resolvesLevel() {
        return others * (1 - level) >= 1 - ROUNDING;
    }

    /**
     * The share. Both counts are chance: that of the class as Wilson says, and the threshold as that of the others
     * does, which moves the share along the curve; squared and added, as Newcombe does.
     */
    MetricValue score() {
        if (!resolvesLevel()) {
            return MetricValue.none(Reason.TOO_FEW_ROWS, rows);
        }
        double half = Wilson.Z95 * Math.sqrt(level * (1 - level) / others);
        long right = hits.applyAsLong(level);
        double value = (double) right / rows;
        double stricter = (double) hits.applyAsLong(Math.min(1, level + half)) / rows;
        double looser = (double) hits.applyAsLong(Math.max(0, level - half)) / rows;
        Wilson counted = Wilson.of(right, rows);
        return new MetricValue(
                Score.of(
                        value,
                        Range.SHARE.cut(value - Math.hypot(value - counted.lower(), value - stricter)),
                        Range.SHARE.cut(value + Math.hypot(counted.upper() - value, looser - value))),
                rows);
    }
}
