package org.cxrwatch.job;

import java.time.LocalDate;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.score.AccuracyCount;
import org.cxrwatch.sequential.ShareDay;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;

/**
 * How many labelled answers of a day and slice were right, without the histograms of their scores: labels given less
 * labels withdrawn.
 */
record RightAnswers(Side given, Side withdrawn) {

    static final RightAnswers NONE = new RightAnswers(Side.NONE, Side.NONE);

    /**
     * One of the two sums.
     *
     * @param answers labels that equal the answer, whatever the number of classes
     * @param confusion the positive class against all others
     */
    record Side(AccuracyCount answers, Confusion confusion) {

        static final Side NONE = new Side(AccuracyCount.NONE, Confusion.NONE);

        static Side of(LabelledScores labelled, String positiveClass) {
            return new Side(AccuracyCount.of(labelled), Confusion.of(labelled, positiveClass));
        }

        Side plus(Side other) {
            return new Side(answers.plus(other.answers), confusion.plus(other.confusion));
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
        return given.answers().labelled() - withdrawn.answers().labelled();
    }

    /** Right ones of all that are labelled. */
    ShareDay accuracy(LocalDate day) {
        return new ShareDay(day, given.answers().correct() - withdrawn.answers().correct(), labelled());
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
