package org.cxrwatch.sequential;

import java.util.List;

/**
 * Days that were in control, as sums: the level of a share and how much more than chance its days differ.
 *
 * <p>Days differ by their own mood: Var(x/n) = p (1 − p) (1/n + ρ (1 − 1/n)), ρ ≥ 0 as between pupils of a class. ρ is
 * the estimate by moments from Pearson's statistic Q = Σ n (x/n − p)² / (p (1 − p)), E Q = D − 1 + ρ Σ (1 − n/N)(n −
 * 1) (Williams 1982, doi:10.2307/2347977), shrunk towards what the family's days say.
 *
 * @param days D, those with rows
 * @param hits X, all hits
 * @param n N, all rows
 * @param squares Σ x²/n
 * @param sizes Σ n²
 */
record ReferenceDays(int days, double hits, double n, double squares, double sizes) {

    static final ReferenceDays NONE = new ReferenceDays(0, 0, 0, 0, 0);

    /** What the family says of ρ weighs as much as this many days of the chart's own. */
    static final double PRIOR_DAYS = 10;

    private static final double MOST_RHO = 0.5;
    private static final double JEFFREYS = 0.5;

    static ReferenceDays of(List<ShareDay> days) {
        ReferenceDays sum = NONE;
        for (ShareDay day : days) {
            sum = sum.plus(day);
        }
        return sum;
    }

    /** With another day; a day without rows adds nothing. */
    ReferenceDays plus(ShareDay day) {
        if (day.n() == 0) {
            return this;
        }
        double x = day.hits();
        double rows = day.n();
        return new ReferenceDays(days + 1, hits + x, n + rows, squares + x * x / rows, sizes + rows * rows);
    }

    /** The level, (X + ½)/(N + 1): not 0 or 1 although all days were. */
    double share() {
        return (hits + JEFFREYS) / (n + 2 * JEFFREYS);
    }

    /** ρ by these days and by the family's, 0 to ½. */
    double overdispersion(double ofFamily) {
        double spread = spread();
        double own = spread > 0 ? excess() / spread : ofFamily;
        double weight = Math.max(0, days - 1);
        double shrunk = (PRIOR_DAYS * ofFamily + weight * own) / (PRIOR_DAYS + weight);
        return Math.min(MOST_RHO, Math.max(0, shrunk));
    }

    /** Degrees of freedom that ρ is known with. */
    double freedom() {
        return PRIOR_DAYS + Math.max(0, days - 1);
    }

    /** The variance of the level, in units of p (1 − p). */
    double errorOfShare(double rho) {
        return (n + rho * (sizes - n)) / (n * n);
    }

    /** Rows of a usual day. */
    double rowsADay() {
        return days == 0 ? 0 : n / days;
    }

    /** What several charts' days say of ρ together; 0 if they say nothing. */
    static double pooledOverdispersion(List<ReferenceDays> charts) {
        double spread = charts.stream().mapToDouble(ReferenceDays::spread).sum();
        double excess = charts.stream().mapToDouble(ReferenceDays::excess).sum();
        return spread > 0 ? Math.min(MOST_RHO, Math.max(0, excess / spread)) : 0;
    }

    private double excess() {
        return days < 2 ? 0 : (squares - hits * hits / n) / (share() * (1 - share())) - (days - 1);
    }

    private double spread() {
        return days < 2 ? 0 : n - days - sizes / n + 1;
    }
}
