package org.cxrwatch.traffic;

import java.util.BitSet;
import java.util.Optional;

/**
 * The daily counts of a value, and which of them tell what is usual: those of the last eight weeks that were not too few
 * themselves.
 *
 * <p>How much its days differ is learnt from its own, shrunk towards all values of its attribute ({@value #PRIOR} degrees
 * of freedom), at the size of its mean; a few quiet weeks may have looked alike by luck, so that some caution is added.
 */
final class Past {

    /** Weeks of which two must be known before anything is usual. */
    static final int LEAST_WEEKS = 2;

    private static final int WEEKS = 8;
    private static final int WEEK = 7;

    /** Smaller means tell nothing of how days differ. */
    private static final double LEAST_MEAN = 1;

    private static final int PRIOR = 14;

    /** Standard errors of caution; chosen by the simulated quiet nights of docs/statistics.md. */
    private static final double CAUTION = 0.5;

    private final long[] requests;
    private final BitSet leftOut = new BitSet();
    private int from;

    Past(long[] requests) {
        this.requests = requests.clone();
    }

    long on(int day) {
        return requests[day];
    }

    /** The first day that tells anything. */
    int from() {
        return from;
    }

    /** What lies before tells nothing. */
    void beginAt(int day) {
        from = Math.max(from, day);
    }

    /** A day that tells nothing of what is usual. */
    void leaveOut(int day) {
        leftOut.set(day);
    }

    /** Days from one on, up to another, are usual after all, and nothing before them is. */
    void settle(int first, int last) {
        leftOut.clear(first, last + 1);
        beginAt(first);
    }

    private record Weekday(int days, double mean, double squares) {}

    /** The days of the weekday of {@code day + ahead} that were before {@code day}. */
    private Weekday weekday(int day, int ahead) {
        int days = 0;
        double sum = 0;
        double squared = 0;
        for (int week = 1; week <= WEEKS; week++) {
            int then = day + ahead - WEEK * week;
            if (then >= from && !leftOut.get(then)) {
                days++;
                sum += requests[then];
                squared += (double) requests[then] * requests[then];
            }
        }
        double mean = days == 0 ? 0 : sum / days;
        return new Weekday(days, mean, Math.max(0, squared - sum * mean));
    }

    /** How much the days before a day differ. */
    Spread spread(int day) {
        Spread spread = Spread.NOTHING_KNOWN;
        for (int ahead = 0; ahead < WEEK; ahead++) {
            Weekday weekday = weekday(day, ahead);
            if (weekday.days() >= LEAST_WEEKS && weekday.mean() >= LEAST_MEAN) {
                int freedom = weekday.days() - 1;
                spread = spread.plus(new Spread(weekday.squares() / weekday.mean(), freedom, freedom * weekday.mean()));
            }
        }
        return spread;
    }

    /** What is usual on a day, given how much the days of all values of its attribute differ. */
    Optional<Usual> usual(int day, Spread ofAttribute) {
        Weekday weekday = weekday(day, 0);
        if (weekday.days() < LEAST_WEEKS || !(weekday.mean() > 0)) {
            return Optional.empty();
        }
        Spread own = spread(day);
        double kappa = (PRIOR * ofAttribute.kappa() + own.freedom() * own.kappa()) / (PRIOR + own.freedom());
        int freedom = own.freedom() + Math.min(PRIOR, ofAttribute.freedom() - own.freedom());
        double caution = 1 + CAUTION * Math.sqrt(2.0 / Math.max(1, freedom));
        double dispersion = (1 + kappa * weekday.mean()) * caution;
        return Optional.of(new Usual(weekday.mean(), weekday.days(), dispersion * (1 + 1.0 / weekday.days())));
    }
}
