package org.cxrwatch.traffic;

/**
 * How much days of the same weekday differ beyond Poisson's chance. With weekday means m_w of n_w days, days scatter
 * with variance m + κ m²; Pearson's statistic Σ (y − m_w)² / m_w has the expectation Σ (n_w − 1)(1 + κ m_w).
 *
 * @param squares Pearson's statistic
 * @param freedom Σ (n_w − 1)
 * @param weight Σ (n_w − 1) m_w
 */
record Spread(double squares, int freedom, double weight) {

    static final Spread NOTHING_KNOWN = new Spread(0, 0, 0);

    Spread plus(Spread other) {
        return new Spread(squares + other.squares, freedom + other.freedom, weight + other.weight);
    }

    /** κ by the method of moments: the squared coefficient of variation of what days add; 0 where nothing is known. */
    double kappa() {
        return weight > 0 ? Math.max(0, (squares - freedom) / weight) : 0;
    }
}
