package org.cxrwatch.score;

import org.cxrwatch.performance.Confusion;
import org.cxrwatch.performance.PairedAnswers;
import org.cxrwatch.performance.ShareDifference.Counts;

/** What two versions got right in one slice: on rows of their own, or on images that both scored. */
public sealed interface VersionCounts permits VersionCounts.Apart, VersionCounts.Paired {

    /**
     * Each version's own labelled rows.
     *
     * @param first of the version compared with
     * @param second of the version that is looked at
     */
    record Apart(Confusion first, Confusion second) implements VersionCounts {}

    /**
     * Labelled images that both scored.
     *
     * @param positives those that are positive
     * @param negatives those that are not
     */
    record Paired(PairedAnswers positives, PairedAnswers negatives) implements VersionCounts {}

    /** Which right answers are compared. */
    enum Metric {
        /** All labelled. */
        ACCURACY,
        /** The positive ones. */
        SENSITIVITY,
        /** The others. */
        SPECIFICITY;

        Counts of(Confusion confusion) {
            return switch (this) {
                case ACCURACY ->
                    new Counts(confusion.truePositives() + confusion.trueNegatives(), confusion.labelled());
                case SENSITIVITY -> new Counts(confusion.truePositives(), confusion.actualPositives());
                case SPECIFICITY -> new Counts(confusion.trueNegatives(), confusion.actualNegatives());
            };
        }

        PairedAnswers of(Paired paired) {
            return switch (this) {
                case ACCURACY -> paired.positives().plus(paired.negatives());
                case SENSITIVITY -> paired.positives();
                case SPECIFICITY -> paired.negatives();
            };
        }
    }
}
