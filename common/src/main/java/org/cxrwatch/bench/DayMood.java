package org.cxrwatch.bench;

/** How much more than chance the days of a {@link LabelledHospital} differ although nothing happened. */
public enum DayMood {
    /** By chance alone. */
    CHANCE(0),
    /** Both shares vary by 0.15 on the logit everywhere and as much again at each site: 1 to 3 points. */
    USUAL(0.15),
    /** Twice that. */
    STRONG(0.3);

    private final double deviation;

    DayMood(double deviation) {
        this.deviation = deviation;
    }

    /** Standard deviation of a day on the logit. */
    double deviation() {
        return deviation;
    }
}
