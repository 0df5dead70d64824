package org.cxrwatch.job;

import java.time.LocalDate;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.sequential.ShareDay;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;

/**
 * How many labelled answers of a day and slice were right, without the histograms of their scores: labels given less
 * labels withdrawn.
 */
record RightAnswers(Side given, Side withdrawn) {

    static final RightAnswers NONE = new RightAnswers(Side.NONE, Side.NONE);

    /**
     * One of the two sums.
     *
     * @param agreeing labels that equal the answer, whatever the number of classes
     * @param confusion the positive class against all others
     */
    record Side(long agreeing, Confusion confusion) {

        static final Side NONE = new Side(0, Confusion.NONE);

        static Side of(LabelledScores labelled, String positiveClass) {
            long agreeing = labelled.byActual().entries().keySet().stream()
                    .map(actual -> labelled.scores(actual, actual))
                    .mapToLong(Side::rows)
                    .sum();
            return new Side(agreeing, Confusion.of(labelled, positiveClass));
        }

        private static long rows(NumericSummary scores) {
            return scores.count() + scores.notFinite();
        }

        Side plus(Side other) {
            return new Side(agreeing + other.agreeing, confusion.plus(other.confusion));
        }
    }

    static RightAnswers of(LabelPart labels, String positiveClass) {
        return new RightAnswers(Side.of(labels.given(), positiveClass), Side.of(labels.withdrawn(), positiveClass));
    }

    RightAnswers plus(RightAnswers other) {
        return new RightAnswers(given.plus(other.given), withdrawn.plus(other.withdrawn));
    }

    /** Labels that hold. */
    long labelled() {
        return given.confusion().labelled() - withdrawn.confusion().labelled();
    }

    /** Right ones of all that are labelled. */
    ShareDay accuracy(LocalDate day) {
        return new ShareDay(day, given.agreeing() - withdrawn.agreeing(), labelled());
    }

    /** Found ones of all that are positive. */
    ShareDay sensitivity(LocalDate day) {
        return new ShareDay(
                day,
                given.confusion().truePositives() - withdrawn.confusion().truePositives(),
                given.confusion().actualPositives() - withdrawn.confusion().actualPositives());
    }

    /** Ones not taken for positive of all that are not. */
    ShareDay specificity(LocalDate day) {
        return new ShareDay(
                day,
                given.confusion().trueNegatives() - withdrawn.confusion().trueNegatives(),
                given.confusion().actualNegatives() - withdrawn.confusion().actualNegatives());
    }
}
