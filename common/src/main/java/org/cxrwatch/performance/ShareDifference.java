package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * The difference of two independent shares, second less first, with Newcombe's hybrid score interval (1998, method 10,
 * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I): from d = p₂ − p₁ and Wilson's intervals
 * (l, u) of both, d − √((p₂ − l₂)² + (u₁ − p₁)²) to d + √((u₂ − p₂)² + (p₁ − l₁)²). Both lie in [−1, 1]; exchanging the
 * shares changes the signs; it has a width where all or none are hits. As {@code
 * statsmodels.stats.proportion.confint_proportions_2indep(method="newcomb")}. Least n: 1 each.
 */
public final class ShareDifference {

    private ShareDifference() {}

    /**
     * The difference with its 95 % interval; too few rows if a side has none.
     *
     * @param first hits and rows of the first share
     * @param second of the second
     */
    public static Score of(Counts first, Counts second) {
        if (first.n() == 0 || second.n() == 0) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        Wilson before = Wilson.of(first.hits(), first.n());
        Wilson after = Wilson.of(second.hits(), second.n());
        double difference = second.share() - first.share();
        return Score.of(
                difference,
                difference - Math.hypot(second.share() - after.lower(), before.upper() - first.share()),
                difference + Math.hypot(after.upper() - second.share(), first.share() - before.lower()));
    }

    /**
     * Hits of some rows.
     *
     * @param hits 0 to n
     * @param n rows
     */
    public record Counts(long hits, long n) {

        /** Checks them. */
        public Counts {
            if (hits < 0 || hits > n) {
                throw new IllegalArgumentException("A share needs 0 to n hits, got " + hits + " of " + n + ".");
            }
        }

        /** The share of hits; NaN of no rows. */
        public double share() {
            return (double) hits / n;
        }
    }
}
