package org.cxrwatch.performance;

import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelledScores;

/**
 * Sensitivity and specificity as the labels at hand say, and corrected for labels that depend on the answer.
 * Corrected numbers take the labelled for a fair sample of answers of their kind: by answer, of all with the same
 * answer; by score, of those that were about as sure. By score is right whenever by answer is, and costs little;
 * where coverage does not differ by score they are all about the same.
 *
 * @param sensitivity naive: of the labelled alone
 * @param specificity naive
 * @param byAnswer corrected by what was answered
 * @param byScore corrected by what was answered and how sure, strata joined until each has {@value #LEAST_LABELLED}
 *     labels
 * @param coverage whether labels depend on the score
 */
public record VerificationBias(
        MetricValue sensitivity,
        MetricValue specificity,
        BeggGreenes byAnswer,
        BeggGreenes byScore,
        CoverageByScore coverage) {

    /** The fewest labels of a stratum by score, as long as its answer has as many. */
    public static final int LEAST_LABELLED = 10;

    /**
     * Of a window.
     *
     * @param labelled positive scores by the labels that stand
     * @param answers all successful predictions, labelled or not
     * @param positiveClass the class whose probability the scores are
     */
    public static VerificationBias of(LabelledScores labelled, DistributionPart answers, String positiveClass) {
        Outcomes outcomes = Outcomes.of(labelled, positiveClass, answers.rows());
        VerificationStrata strata = VerificationStrata.of(labelled, answers, positiveClass);
        return new VerificationBias(
                new Sensitivity().score(outcomes),
                new Specificity().score(outcomes),
                BeggGreenes.of(strata.byAnswer()),
                BeggGreenes.of(strata.joined(LEAST_LABELLED)),
                CoverageByScore.of(strata.byScore()));
    }
}
