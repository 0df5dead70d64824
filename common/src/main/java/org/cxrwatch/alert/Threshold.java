package org.cxrwatch.alert;

import java.util.Comparator;
import java.util.List;

/**
 * When a number is evidence, and when it is fine.
 *
 * @param side which side of a level is bad
 * @param levels least urgent first or not: the most urgent one that the number is beyond counts
 * @param reading what must be beyond the level
 * @param confidence of the interval or the tail probability that is read; without meaning for the other readings
 * @param clearing when it is over
 */
public record Threshold(Side side, List<Level> levels, Reading reading, double confidence, Clearing clearing) {

    /** The confidence of the interval that every measured score carries. */
    public static final double USUAL_CONFIDENCE = 0.95;

    /** Which side of a level is bad. */
    public enum Side {
        /** More is worse. */
        ABOVE {
            @Override
            boolean beyond(double value, double bound) {
                return value > bound;
            }
        },
        /** At least as much is bad, more is worse. */
        FROM {
            @Override
            boolean beyond(double value, double bound) {
                return value >= bound;
            }
        },
        /** Less is worse. */
        BELOW {
            @Override
            boolean beyond(double value, double bound) {
                return value < bound;
            }
        },
        /** At most as much is bad, less is worse. */
        TO {
            @Override
            boolean beyond(double value, double bound) {
                return value <= bound;
            }
        };

        abstract boolean beyond(double value, double bound);

        /** Whether a small value is a bad one. */
        boolean lessIsWorse() {
            return this == BELOW || this == TO;
        }
    }

    /** What must be beyond a level. */
    public enum Reading {
        /** The number. */
        POINT,
        /** The whole interval: for shares, where few rows scatter widely. */
        INTERVAL,
        /** The values of at least half of the samples: 30 minutes of an hour. */
        HALF_OF_SAMPLES,
        /** The number, where its probability without any change is at most 1 − confidence as well. */
        TAIL
    }

    /**
     * When a number is fine.
     *
     * @param bound the level it must be on the good side of
     * @param reading what must be on the good side: the number or the whole interval
     */
    public record Clearing(double bound, Reading reading) {}

    /** Sorts the levels, the most urgent first; refuses none. */
    public Threshold {
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A threshold needs a level with a severity.");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, got " + confidence + ".");
        }
        levels = levels.stream()
                .sorted(Comparator.comparing(Level::severity).reversed())
                .toList();
    }

    /** The number itself decides, and is fine on the other side of the least urgent level. */
    public static Threshold point(Side side, List<Level> levels) {
        return of(side, levels, Reading.POINT, USUAL_CONFIDENCE);
    }

    /** This reading decides, and the number is fine on the other side of the least urgent level. */
    public static Threshold of(Side side, List<Level> levels, Reading reading, double confidence) {
        double bound = levels.stream()
                .min(Comparator.comparing(Level::severity))
                .map(Level::bound)
                .orElseThrow();
        return new Threshold(side, levels, reading, confidence, new Clearing(bound, Reading.POINT));
    }

    /** The same with another clearing level. */
    public Threshold clearing(double bound, Reading by) {
        return new Threshold(side, levels, reading, confidence, new Clearing(bound, by));
    }
}
