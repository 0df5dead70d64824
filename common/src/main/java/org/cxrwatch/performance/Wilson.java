package org.cxrwatch.performance;

import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * Wilson's interval of a share: the shares that {@code hits} of {@code n} do not refuse. It lies in [0, 1], holds
 * the share itself, and has a width above 0 even where all or none are hits. Source:
 * doi:10.1080/01621459.1927.10502953; as {@code statsmodels.stats.proportion.proportion_confint(method="wilson")}.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record Wilson(double lower, double upper) {

    /** The standard normal's 97.5 % quantile: two-sided 95 %. */
    public static final double Z95 = 1.959963984540054;

    /** The 95 % interval. */
    public static Wilson of(long hits, long n) {
        return of(hits, n, Z95);
    }

    /**
     * The interval at another level.
     *
     * @param hits 0 to n
     * @param n at least 1
     * @param z quantile of the standard normal, e.g. 1.645 for 90 %
     */
    public static Wilson of(long hits, long n, double z) {
        if (!(n > 0 && hits >= 0 && hits <= n && z > 0)) {
            throw new IllegalArgumentException("Wilson's interval needs 0 to n hits of n > 0 and z > 0, got " + hits
                    + " of " + n + " at z = " + z + ".");
        }
        double share = (double) hits / n;
        double weight = 1 + z * z / n;
        double centre = (share + z * z / (2 * n)) / weight;
        double half = z / weight * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return new Wilson(hits == 0 ? 0 : Math.max(0, centre - half), hits == n ? 1 : Math.min(1, centre + half));
    }

    /** The share with its 95 % interval; too few rows if there are none. */
    static MetricValue share(long hits, long n) {
        if (n == 0) {
            return MetricValue.none(Reason.TOO_FEW_ROWS, 0);
        }
        Wilson interval = of(hits, n);
        return new MetricValue(Score.of((double) hits / n, interval.lower, interval.upper), n);
    }
}
