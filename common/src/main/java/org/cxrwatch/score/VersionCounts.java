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
    record Paired(PairedAnswers positives, PairedAnswers negatives) implements VersionCounts {

        /**
         * So many images, of which the same is known.
         *
         * @param known what they show, and what both versions said
         * @param images how many, from 0
         * @param positiveClass the class that is positive, all others being negative
         */
        public static Paired of(Known known, long images, String positiveClass) {
            PairedAnswers answers = known.answers(images, positiveClass);
            return known.actual().equals(positiveClass)
                    ? new Paired(answers, PairedAnswers.NONE)
                    : new Paired(PairedAnswers.NONE, answers);
        }

        /** Both together. */
        public Paired plus(Paired other) {
            return new Paired(positives.plus(other.positives), negatives.plus(other.negatives));
        }
    }

    /**
     * What is known of an image that two versions scored.
     *
     * @param actual the class it shows, by the label that stands
     * @param first the class the first version said
     * @param second the class the second said
     */
    record Known(String actual, String first, String second) {

        private PairedAnswers answers(long images, String positiveClass) {
            if (isRight(first, positiveClass)) {
                return isRight(second, positiveClass)
                        ? new PairedAnswers(images, 0, 0, 0)
                        : new PairedAnswers(0, images, 0, 0);
            }
            return isRight(second, positiveClass)
                    ? new PairedAnswers(0, 0, images, 0)
                    : new PairedAnswers(0, 0, 0, images);
        }

        private boolean isRight(String said, String positiveClass) {
            return said.equals(positiveClass) == actual.equals(positiveClass);
        }
    }

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
