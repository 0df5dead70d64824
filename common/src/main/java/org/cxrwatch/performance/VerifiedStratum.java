package org.cxrwatch.performance;

/**
 * Answers of which some are labelled, and those as if drawn by lot: whether one is labelled may depend on the stratum,
 * not on what the label would be.
 *
 * @param said what was answered in all of them
 * @param answers how many there are
 * @param labelled how many of them are labelled
 * @param positives how many of the labelled are positive
 */
public record VerifiedStratum(Said said, long answers, long labelled, long positives) {

    /** What a prediction says. */
    public enum Said {
        /** The positive class. */
        POSITIVE,
        /** Any other. */
        NEGATIVE;

        Said other() {
            return this == POSITIVE ? NEGATIVE : POSITIVE;
        }
    }

    private static final double HALF = 0.5;

    /** Refuses what cannot be counts of parts. */
    public VerifiedStratum {
        if (!(positives >= 0 && labelled >= positives && answers >= labelled)) {
            throw new IllegalArgumentException("Positives are among the labelled and these among the answers, got "
                    + positives + " of " + labelled + " of " + answers + ".");
        }
    }

    VerifiedStratum plus(VerifiedStratum other) {
        return new VerifiedStratum(
                said, answers + other.answers, labelled + other.labelled, positives + other.positives);
    }

    /** The same with the classes exchanged, answers and labels alike. */
    VerifiedStratum exchanged() {
        return new VerifiedStratum(said.other(), answers, labelled, labelled - positives);
    }

    long negatives() {
        return labelled - positives;
    }

    /** Labelled answers that are right. */
    long right() {
        return said == Said.POSITIVE ? positives : negatives();
    }

    /** The share of some of the labelled. */
    double share(long hits) {
        return (double) hits / labelled;
    }

    /** Half a row added on either side, so that none of few is not taken for never. */
    double smoothed(long hits) {
        return (hits + HALF) / (labelled + 1);
    }
}
