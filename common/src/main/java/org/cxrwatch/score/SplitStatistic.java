package org.cxrwatch.score;

/**
 * A chi-square statistic of ordered bins, and how much of it lies in the first two of its orthogonal components: in
 * location and spread, where images and patients mostly differ. Both parts are independent if nothing had changed.
 *
 * @param whole Pearson's statistic, at least 0
 * @param freedom its degrees of freedom, at least 0
 * @param leading what of it is location and spread, at most the whole
 * @param leadingFreedom degrees of freedom of that: 2, or fewer if there are fewer in all
 */
record SplitStatistic(double whole, int freedom, double leading, int leadingFreedom) {

    /** Nothing to compare. */
    static final SplitStatistic NONE = new SplitStatistic(0, 0, 0, 0);

    /** What is neither location nor spread. */
    double rest() {
        return Math.max(0, whole - leading);
    }

    /** The degrees of freedom of that. */
    int restFreedom() {
        return freedom - leadingFreedom;
    }

    /** That of two independent comparisons together. */
    SplitStatistic plus(SplitStatistic other) {
        return new SplitStatistic(
                whole + other.whole,
                freedom + other.freedom,
                leading + other.leading,
                leadingFreedom + other.leadingFreedom);
    }
}
