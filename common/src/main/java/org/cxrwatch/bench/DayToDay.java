package org.cxrwatch.bench;

/** How much more than chance the days of a {@link Hospital} differ although nothing happened. */
public enum DayToDay {
    /** By chance alone. */
    CHANCE(0, 0, 0),
    /**
     * As days of hospitals do: each feature shifts every day by about 0.07 standard deviations everywhere, as much
     * again at each site and each scanner, some features more than others; prevalence by 0.12 on the logit; weekends
     * have other patients.
     */
    USUAL(0.07, 1, 0),
    /** Twice that. */
    STRONG(0.14, 2, 0),
    /**
     * As usual, and a very skewed feature shifts by 0.1 of its own standard deviation after all: against the width of
     * its lower deciles that is a lot.
     */
    SKEWED(0.07, 1, 0.1);

    private final double shift;
    private final double rhythm;
    private final double afterwards;

    DayToDay(double shift, double rhythm, double afterwards) {
        this.shift = shift;
        this.rhythm = rhythm;
        this.afterwards = afterwards;
    }

    /** Standard deviation of a day's shift, in standard deviations of a feature. */
    double shift() {
        return shift;
    }

    /** By what the day-to-day variation of patients and the weekly rhythm are multiplied. */
    double rhythm() {
        return rhythm;
    }

    /** Standard deviations by which a very skewed feature is shifted as it is. */
    double afterwards() {
        return afterwards;
    }
}
